"""Conversion toolkit for the documents of Foreign Relations of the United States."""

__version__ = "0.1.0"
