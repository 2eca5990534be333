"""How words are found again: plain Python, no Django. The same folding makes what is kept and what is asked."""

from redbridge.search.rules.asking import Asked, ask
from redbridge.search.rules.marking import Piece, excerpt, pieces
from redbridge.search.rules.vectors import VERSION, name_vector, note_vector, topic_vector
from redbridge.search.rules.windows import windows

__all__ = ["VERSION", "Asked", "Piece", "ask", "excerpt", "name_vector", "note_vector", "pieces", "topic_vector", "windows"]
