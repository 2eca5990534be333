"""What an archive holds, in the order it is written; docs/export.md describes it for those who read one."""

from redbridge.portability.archive.book import pack, pieces

__all__ = ["pack", "pieces"]
