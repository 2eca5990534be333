"""What comes from outside the house: orders of authorities, and disputes that a body out of court settled."""
