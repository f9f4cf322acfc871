"""Tests of what a model does while a translator types."""
