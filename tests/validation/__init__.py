"""Validation: every rule, its traps, and what users see."""
