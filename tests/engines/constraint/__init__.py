"""Tests of terms that are obeyed."""
