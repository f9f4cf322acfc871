"""QA: each check is a pure function of source, target and context."""
