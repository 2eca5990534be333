"""Draws the icons of an installed Redbridge from the logo's path: `python tools/icons.py`."""

from pathlib import Path

from redbridge.sharing.drawing import icon

ICONS = Path(__file__).resolve().parent.parent / "src/redbridge/web/static/web/icons"
DRAWN: dict[str, tuple[int] | tuple[int, float, float]] = {
    "icon-192": (192,), "icon-512": (512,), "maskable-512": (512, 0.7, 0.0), "touch-180": (180, 0.84, 0.0)
}
"""Pixels, the bridge's share of the square, the corner's radius (0: the system cuts the corners)."""


def main() -> None:
    """Write all of them."""
    for name, how in DRAWN.items():
        icon(*how).save(ICONS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
