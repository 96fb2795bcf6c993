"""Tests of the modules that understand raw text, a file each."""
