"""Checking a published record: plain Python, no database, no Django."""
