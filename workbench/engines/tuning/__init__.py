"""Adapt a Marian model to a translator's own pairs: cleaning, training, judging, registering."""
