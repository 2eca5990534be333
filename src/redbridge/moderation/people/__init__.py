"""What staff may see of a person: what everybody sees, and through the door what is private."""
