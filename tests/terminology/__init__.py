"""Tests of the terminology room."""
