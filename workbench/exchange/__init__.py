"""Formats that other tools read and write: streams in, streams out."""
