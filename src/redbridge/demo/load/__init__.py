"""A site of any size by COPY, with the skew of a real one. A loaded note equals a published one: a test compares them."""
