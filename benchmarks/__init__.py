"""Performance claims as scripts: each prints a ratio against a named peer in one run."""
