"""Marian models that draft translations, on the translator's own machine."""
