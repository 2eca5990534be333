"""Appeals: what somebody says against a decision, who reads it, and what becomes of both."""
