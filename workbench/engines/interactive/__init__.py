"""What a model does while a translator types: completion, alternatives, alignment of words."""
