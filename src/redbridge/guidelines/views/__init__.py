"""Pages of the rules for everybody, and the forms with which administrators change them."""
