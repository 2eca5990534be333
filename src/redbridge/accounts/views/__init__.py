"""HTTP to values and back: coming in, people, settings."""
