"""Models that a host keeps in a folder: what is there, and how more come. Plain Python, without Django."""
