"""Tests of the models on this machine."""
