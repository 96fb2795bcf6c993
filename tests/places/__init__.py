"""Tests of the table of places and of their clocks."""
