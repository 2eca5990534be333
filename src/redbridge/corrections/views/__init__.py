"""What people who correct machines are shown, and what they send."""
