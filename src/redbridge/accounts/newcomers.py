"""What whoever came in a surge may not write yet."""

from django import forms
from django.utils.translation import gettext as _

from redbridge.accounts import surge
from redbridge.kernel.spans import spans


def check_links(person_id: int | None, text: str) -> None:
    """Raises ValidationError that names the first link, for an account that posts none on its first day."""
    if not person_id or "://" not in text or not surge.links_off(person_id):
        return
    found = next((span.text for span in spans(text) if span.kind == "url"), "")
    if found:
        raise forms.ValidationError(
            _("New accounts post no links on their first day while very many sign up. Take out %(link)s, or wait until tomorrow.")
            % {"link": found[:80]}
        )
