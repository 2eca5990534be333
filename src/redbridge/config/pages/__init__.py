"""Pages from templates, and what of them is kept between requests (docs/adr/0051)."""
