"""The folder `rules/` → one immutable RuleBook."""
