"""How well engines do on pairs of texts that people translated: nothing is stored, no database is asked."""
