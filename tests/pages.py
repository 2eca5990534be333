"""A page as a person meets it: fields by their names, what is said about each, what stands in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
QUIET = {"script", "style", "template"}


@dataclass
class Node:
    """An element, or a piece of text (without a tag)."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> list["Node"]:
        """This and everything in it, in the page's order."""
        return [self, *(node for child in self.children for node in child.walk())]

    @property
    def words(self) -> str:
        """What a reader hears of it, spaces drawn together."""
        return " ".join("".join(node.text for node in self.walk()).split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in [node.tag for node in self.open]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(Node("", text=data))


class Page:
    """The page of a response."""

    def __init__(self, response: Any) -> None:
        self.status: int = response.status_code
        self.html: str = response.content.decode()
        builder = _Builder()
        builder.feed(self.html)
        builder.close()
        self.nodes = builder.open[0].walk()

    def all(self, tag: str, **attrs: str) -> list[Node]:
        """Elements of this tag with these attributes ("" for any value)."""
        return [node for node in self.nodes if node.tag == tag
                and all(name in node.attrs and value in ("", node.attrs[name]) for name, value in attrs.items())]

    def by_id(self, id_: str) -> Node:
        """The one element of this id."""
        (found,) = [node for node in self.nodes if node.attrs.get("id") == id_]
        return found

    def field(self, name: str) -> Node:
        """The visible field of this name: the one that is marked as wrong, else the first."""
        found = [node for node in self.nodes if node.tag in ("input", "textarea", "select")
                       and node.attrs.get("name") == name and node.attrs.get("type") != "hidden"]
        return next((node for node in found if "aria-invalid" in node.attrs), found[0])

    def value(self, name: str) -> str:
        """What stands in the field."""
        found = self.field(name)
        if found.tag == "textarea":
            # A line break right after the tag belongs to the tag.
            return "".join(node.text for node in found.walk()).removeprefix("\n")
        if found.tag == "select":
            return next((o.attrs.get("value", "") for o in found.walk() if "selected" in o.attrs), "")
        return found.attrs.get("value", "")

    def error(self, name: str) -> str:
        """The sentence beside an invalid field, by way of aria-describedby, as a screen reader finds it."""
        ids = self.field(name).attrs.get("aria-describedby", "").split()
        return " ".join(node.words for id_ in ids for node in [self.by_id(id_)] if "error" in node.attrs.get("class", ""))

    def hidden(self, name: str) -> str:
        """The value of a hidden field."""
        (first, *_) = self.all("input", name=name, type="hidden")
        return first.attrs.get("value", "")

    @property
    def words(self) -> str:
        """All text of the page's body that is not in a script or a template."""
        return " ".join(_spoken(self.all("body")[0]).split())


def _spoken(node: Node) -> str:
    return "" if node.tag in QUIET else node.text + "".join(_spoken(child) for child in node.children)


def refused(page: Page, field: str, lang: str, *words: str) -> None:
    """4xx, in this language, with a sentence tied to the field; `words` are in it."""
    assert 400 <= page.status < 500
    assert page.all("html")[0].attrs["lang"].lower() == lang
    said = page.error(field)
    assert said and page.field(field).attrs.get("aria-invalid", "true") == "true"
    assert all(word in said for word in words), said
