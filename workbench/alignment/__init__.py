"""Sentence alignment of two finished texts: cost, dynamic programme, review."""
