"""HTTP to values and back: `write` publishes, `react` likes and comments, `read` shows."""
