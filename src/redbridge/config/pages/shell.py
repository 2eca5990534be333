"""What differs between two readers of one page, and what they share."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup, escape

from redbridge.config.pages.cards import CSRF, Cards, Later
from redbridge.config.pages.slots import Parts, slot

MESSAGES, INVITATION = "messages", "invitation"
_APART = frozenset({"cards", "next_url", "here", "person", CSRF, MESSAGES, INVITATION, "request", "importmap"})
"""Of the context: slots, and what is the same for all."""

Context = dict[str, Any]
Processor = Callable[[HttpRequest], Mapping[str, Any]]


def is_ordinary(request: HttpRequest) -> bool:
    """Whether no message waits to be shown: those are shown once, to one."""
    waiting = getattr(request, "_messages", None)
    return MESSAGES not in request.COOKIES and not getattr(waiting, "added_new", False)


def context_of(context: Context, request: HttpRequest, processors: Sequence[Processor]) -> Context:
    """The context as a template gets it; the badge is asked for, since every page shows it."""
    context["request"] = request
    for processor in processors:
        context.update(processor(request))
    context["badge"] = int(str(context["badge"]))  # a lazy object is no number and no key
    context[MESSAGES] = ()
    return context


class Key:
    """What a page without its cards is kept by: the language, the kind of reader, and everything else it was given."""

    def __init__(self, language: str, context: Context) -> None:
        self.context = context
        person = context["person"]
        self.person = replace(person, id=slot("id"), handle=slot("handle"), name=slot("name"),
                              languages=(slot("languages"),)) if person else None
        rest = sorted((name, _hashable(value)) for name, value in context.items() if name not in _APART)
        # Its canonical address names the language where the address asked for it.
        asked = request.GET.get("lang", "") if (request := context.get("request")) else ""
        self.value = (language, asked, bool(context["cards"]), bool(context["next_url"]), self.person, tuple(rest))

    def __hash__(self) -> int:
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.value == other.value

    def stand_in(self) -> Context:
        """The context with marks where readers differ."""
        return {
            **self.context, "person": self.person, "cards": Later([None] if self.context["cards"] else ()),
            "next_url": slot("next_url") if self.context["next_url"] else "", "here": slot("here"),
            CSRF: Markup(slot(CSRF)), INVITATION: Markup(slot(INVITATION)),  # noqa: S704 (marks of ours)
        }


def _hashable(value: Any) -> Hashable:
    if isinstance(value, dict):
        return tuple((name, _hashable(one)) for name, one in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


def values(context: Context, made: Parts, cards: Cards) -> dict[str, str]:
    """Safe HTML for each slot of a page."""
    person, found = context["person"], {}
    for name in set(made[1::2]):
        if name.startswith("cards "):
            found[name] = cards.html(context["cards"], int(name[6:]), person, context[CSRF])
        elif name in (CSRF, INVITATION):
            found[name] = str(context[name])
        elif name == "languages":
            found[name] = str(escape(" ".join(person.languages)))
        else:
            found[name] = str(escape(context[name] if name in context else getattr(person, name)))
    return found
