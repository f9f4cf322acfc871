"""The one matcher, and what is built on its hits."""
