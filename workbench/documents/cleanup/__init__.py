"""Wrapped and scanned text → clean paragraphs, step by step; `reflow` is the whole way."""
