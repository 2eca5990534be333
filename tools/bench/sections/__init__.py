"""What is measured, a file each with a `measure(loaded, figures)`; run in this order."""

from importlib import import_module

from tools.bench.figures import Figures
from tools.bench.loaded import Loaded

ALL = ("start", "pages", "depth", "bare", "publish", "picture", "weight", "search", "comments", "translation", "record", "policy",
       "desk", "rush")


def run(name: str, loaded: Loaded, figures: Figures) -> None:
    """One section."""
    import_module(f"tools.bench.sections.{name}").measure(loaded, figures)
