"""Models on this machine: known, chosen, installed, read, converted and remembered."""
