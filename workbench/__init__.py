"""A terminal workbench for Chinese→English translators."""

__version__ = "0.1.0"
