"""Tests of frusconv batch."""
