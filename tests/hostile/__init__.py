"""Input made to do harm, and what a user sees of it."""
