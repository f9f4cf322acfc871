"""Bytes → paragraphs: encodings, clean-up of wrapped and scanned text, structure; and back out."""
