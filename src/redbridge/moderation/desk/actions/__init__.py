"""What the desk does, a file a verb."""
