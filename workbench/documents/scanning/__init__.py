"""What a scanner may have misread: proposed by a model of characters, never applied."""
