"""Scoring and ranking of memory matches, and concordance; fetching candidates is storage's."""
