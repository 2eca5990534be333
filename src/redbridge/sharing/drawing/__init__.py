"""Text cards as pictures. Plain Python and Pillow: text in, pixels out; a text is drawn and never read as anything else."""

from redbridge.sharing.drawing.cards import Words, draw
from redbridge.sharing.drawing.frame import icon, landscape

__all__ = ["Words", "draw", "icon", "landscape"]
