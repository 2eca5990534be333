"""The seal, and a card on paper beside it for places that show pictures lying down."""

from PIL import Image, ImageDraw, ImageFilter

from redbridge.sharing.drawing.canvas import OVER, Canvas
from redbridge.sharing.drawing.faces import Face
from redbridge.sharing.drawing.svg import Shape, path

WIDTH, HEIGHT = 1200, 630
PAPER, INK, INK_2, RED, ON_RED = "#F5F2EA", "#1E1F22", "#55534E", "#BE2F1E", "#FFF6E9"
BRIDGE = "M2.5 21C9 21 9.3 8.5 16 8.5S23 21 29.5 21h-7.3a6.2 6.2 0 0 0-12.4 0Z"
WATER = "M10.5 25.2h11"
CORNER = 7 / 32


def seal(canvas: Canvas, left: float, top: float, size: float, drawn: float = 1.0, corner: float = CORNER) -> None:
    """The logo from its path; `drawn` is the bridge's share of the square, `corner` the radius's."""
    u, scale = canvas.unit, size / 32 * drawn
    box = (left * u, top * u, (left + size) * u, (top + size) * u)
    canvas.pen.rounded_rectangle(box, corner * size * u, fill=RED)
    inset = size * (1 - drawn) / 2
    for shape in (Shape(path(BRIDGE), fill="on"), Shape(path(WATER), stroke="on", width=1.9, round=True)):
        lines = [[(left + inset + x * scale, top + inset + y * scale) for x, y in line] for line in shape.lines]
        canvas.shape(shape, lines, scale, {"on": ON_RED})


def icon(pixels: int, drawn: float = 1.0, corner: float = CORNER) -> Image.Image:
    """The seal alone; its corners are clear unless it fills the square."""
    canvas = Canvas(32, 32, pixels, RED, over=8)
    seal(canvas, 0, 0, 32, drawn, corner)
    image = canvas.done()
    if corner:
        mask = Image.new("L", (pixels * 4, pixels * 4), 0)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, pixels * 4 - 1, pixels * 4 - 1), corner * pixels * 4, fill=255)
        image.putalpha(mask.resize((pixels, pixels), Image.Resampling.LANCZOS))
    return image


def landscape(card: Image.Image, lang: str) -> Image.Image:
    """1200 by 630: the card in the middle of the page's paper, seal and wordmark at its foot."""
    canvas = Canvas(WIDTH, HEIGHT, WIDTH, PAPER)
    seal(canvas, 48, 534, 48)
    face, han = Face("en", 30 * OVER), Face("zh-Hant" if lang == "zh-Hant" else "zh-Hans", 27 * OVER)
    face.draw(canvas.pen, 112 * OVER, 569 * OVER, "Redbridge", INK)
    beside = 112 * OVER + face.length("Redbridge") + 10 * OVER
    han.draw(canvas.pen, beside, 569 * OVER, "紅橋" if lang == "zh-Hant" else "红桥", INK_2)
    image = canvas.done()
    high = 558
    small = card.resize((round(high * card.width / card.height), high), Image.Resampling.LANCZOS)
    _lay(image, small, ((WIDTH - small.width) // 2, (HEIGHT - high) // 2))
    return image


def _lay(paper: Image.Image, card: Image.Image, at: tuple[int, int]) -> None:
    """Put a card down with round corners and the one shadow a page may have."""
    size = (card.width * 4, card.height * 4)
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), 80, fill=255)
    mask = mask.resize(card.size, Image.Resampling.LANCZOS)
    shade = Image.new("L", paper.size, 0)
    shade.paste(mask.point([v * 46 // 255 for v in range(256)]), (at[0], at[1] + 12))
    paper.paste((43, 38, 26), (0, 0), shade.filter(ImageFilter.GaussianBlur(18)))
    paper.paste(card, at, mask)
