"""Models in this very process: CTranslate2 and SentencePiece, loaded when first asked for and dropped when idle."""

from redbridge.translation.engines.inprocess.engine import InProcess, try_out
from redbridge.translation.engines.inprocess.shelf import holding

__all__ = ["InProcess", "holding", "try_out"]
