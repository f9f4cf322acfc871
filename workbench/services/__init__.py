"""Use cases: one call is one transaction; synchronous; no terminal in sight."""
