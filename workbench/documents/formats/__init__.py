"""The file formats of documents: each a module that reads paragraphs and writes them back."""
