"""Markdown as a format of documents; `handler` reads and writes it."""
