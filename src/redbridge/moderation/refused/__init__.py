"""Asking a person to look at a short text that the rules did not let through."""
