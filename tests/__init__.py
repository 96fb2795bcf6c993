"""The tests of frusconv."""
