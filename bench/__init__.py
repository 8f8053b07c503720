"""Measurements, run by hand: ratios within one run, never bounds in a test."""
