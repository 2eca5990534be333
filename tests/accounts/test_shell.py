"""Every page of allauth wears our shell: none of its own templates is ever shown."""

import re
from typing import Any

import pytest
from django.template import engines
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

SHELL = {"web/plain.html", "web/base.html"}
jinja = engines["jinja2"]


def callbacks(resolver: URLResolver, prefix: str = "") -> dict[str, Any]:
    """What answers each pattern of the site: the first that stands there."""
    found: dict[str, Any] = {}
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        more = callbacks(entry, pattern) if isinstance(entry, URLResolver) else {pattern: entry.callback}
        found = more | found
    return found


def views() -> list[Any]:
    """Every class of a view that allauth wrote, or that stands on one it wrote; a function where there is no class."""
    found = [getattr(callback, "view_class", callback) for callback in callbacks(get_resolver()).values()]
    return [one for one in found if any("allauth" in base.__module__ for base in getattr(one, "__mro__", (one,)))]


def names() -> set[str]:
    """The templates of these views."""
    return {view.template_name for view in views() if getattr(view, "template_name", None)}


def ancestors(name: str) -> set[str]:
    """The templates this one extends, up to the last."""
    source, _path, _fresh = jinja.env.loader.get_source(jinja.env, name)  # type: ignore[attr-defined]
    parents = set(re.findall(r'{% extends "([^"]+)"', source))
    return parents | {one for parent in parents for one in ancestors(parent)}


def test_there_are_such_pages() -> None:
    assert len(views()) > 20 and {"account/login.html", "mfa/totp/activate_form.html"} <= names()


@pytest.mark.parametrize("name", sorted(names()))
def test_it_is_ours(name: str) -> None:
    assert type(get_template(name)).__module__ == "django.template.backends.jinja2", f"{name} is allauth's own"
    if name.endswith(".html"):
        assert ancestors(name) & SHELL, f"{name} is outside the shell"
