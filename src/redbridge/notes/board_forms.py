"""Forms about boards: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redbridge.accounts.queries import ids_of
from redbridge.accounts.ruled import check_rules
from redbridge.kernel import text
from redbridge.notes import queries, rules
from redbridge.notes.forms import limited
from redbridge.notes.models import BOARD_CEILING, Board


class BoardForm(forms.Form):
    """A board's name, and whether others may see it."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        strip=False,
        error_messages={"required": gettext_lazy("Give the board a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    private = forms.BooleanField(label=gettext_lazy("Private: only I and those I share it with see it"), required=False)

    def clean_name(self) -> str:
        """One line of at most 30 graphemes, and something in it."""
        name = limited(self.cleaned_data["name"], rules.BOARD_LONGEST, BOARD_CEILING, text.graphemes).replace("\n", " ")
        if not name:
            raise forms.ValidationError(_("Give the board a name."))
        return name

    def __init__(self, *args: Any, board: Board | None = None, **kwargs: Any) -> None:
        """`board` as it stands, where there is one already."""
        super().__init__(*args, **kwargs)
        self.board = board

    def clean(self) -> dict[str, Any]:
        """A name that others see is one that the site's rules let stand."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        shared = self.board is not None and self.board.members.exists()
        if cleaned.get("name") and (shared or not cleaned.get("private")):
            stands = self.board.name if self.board and (shared or self.board.public) else ""
            try:
                check_rules(cleaned["name"], stands)
            except forms.ValidationError as against:
                self.add_error("name", against)
        return cleaned


class InviteForm(forms.Form):
    """Whom to share a board with, by handle."""

    handle = forms.CharField(
        label=gettext_lazy("Handle"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write the handle of somebody, like @lin.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, owner_id: int = 0, board: str = "", **kwargs: Any) -> None:
        """`board` is the name of the board, which they will read."""
        super().__init__(*args, **kwargs)
        self.owner_id, self.board = owner_id, board

    def clean(self) -> dict[str, Any]:
        """What only its owner read until now is one that the site's rules let stand before others do."""
        try:
            check_rules(self.board)
        except forms.ValidationError as against:
            self.add_error("handle", against)
        return super().clean() or self.cleaned_data

    def clean_handle(self) -> int:
        """The person's id. Somebody who cannot be reached looks like nobody."""
        handle = self.cleaned_data["handle"].strip().lstrip("@").lower()
        found = ids_of([handle]).get(handle)
        if found is None or found == self.owner_id or queries.are_apart(self.owner_id, found):
            raise forms.ValidationError(_("Nobody else has that handle. Look at their profile, and write it as it stands there."))
        return found
