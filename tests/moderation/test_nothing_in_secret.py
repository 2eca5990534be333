"""No reach is limited in secret: whatever can hold, remove, limit, label or withhold is called by decisions, or by screening,
which leaves what it found for a decision to be made of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from redbridge.moderation.models import Decision
from redbridge.notes.models import Comment, Note

SOURCE = Path(__file__).resolve().parents[2] / "src" / "redbridge"
VERBS = {"restrict_note", "restrict_comment", "pause_posting", "suspend", "reinstate", "hide_faces", "restrict_remark"}
COLUMNS = {"standing", "limited", "label", "withheld", "paused_until", "suspended_until"}
DECIDES = {"moderation/decisions/effects.py", "moderation/decisions/host.py", "moderation/management/commands/suspend.py"}
MENDS = {"notes/actions/moderate.py", "accounts/actions/restrain.py"}
"""The verbs themselves."""
SCREENS = {"notes/actions/screen.py", "notes/actions/publish.py", "notes/actions/answer.py", "notes/actions/edit.py"}


def sources() -> Iterator[tuple[str, ast.Module, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            text = path.read_text("utf-8")
            yield str(path.relative_to(SOURCE)), ast.parse(text), text


def calls(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """The last name of what is called, and the names of its keywords."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], {word.arg or "" for word in node.keywords}


def test_only_decisions_and_screening_call_what_restrains() -> None:
    callers = {path for path, tree, _text in sources() for name, _words in calls(tree) if name in VERBS}
    assert callers - MENDS <= DECIDES | SCREENS, "decide it, so that its author is told: moderation.decisions.actions.decide"
    assert callers >= DECIDES


def test_nothing_writes_the_columns_past_them() -> None:
    writers = {path for path, tree, _text in sources() for name, words in calls(tree)
               if name in ("update", "create", "update_or_create", "bulk_create", "bulk_update") and words & COLUMNS}
    assert writers <= MENDS | SCREENS


def test_pictures_are_hidden_with_what_they_belong_to_and_by_nobody_else() -> None:
    hiding = {path for path, _tree, text in sources() if "media.hide" in text}
    assert hiding == {"notes/actions/remove.py", "accounts/actions/restrain.py"}, "with a note or comment, or by a decision"


def test_screening_leaves_what_it_found() -> None:
    for path, tree, text in sources():
        if path in SCREENS and any(name.startswith("restrict_") for name, _words in calls(tree)):
            assert "Screening" in text and "screened" in text, path


def test_every_column_that_restrains_is_watched_here() -> None:
    ours = {field.name for model in (Note, Comment) for field in model._meta.get_fields() if field.name in COLUMNS}
    assert ours == {"standing", "limited", "label", "withheld"}
    assert {kind.value for kind in Decision.Kind} >= {"hold", "remove", "limit", "label", "withhold", "pause", "suspend"}
