"""The short way for the pages that are read most: what Django does around them is learned once (docs/adr/0097)."""
