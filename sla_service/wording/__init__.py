"""Codes and facts → sentences, Vietnamese and English; nothing else knows prose."""
