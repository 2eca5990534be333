"""Redbridge: lifestyle notes where people who share no language read and answer one another."""

__version__ = "0.1.0"
