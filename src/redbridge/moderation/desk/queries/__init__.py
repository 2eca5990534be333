"""What the desk is shown."""
