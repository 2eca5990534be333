"""The doors: what a term means is everybody's, a proposal is its author's and of those who decide."""

from django.http import Http404, HttpRequest

from redbridge.accounts.access import person_of
from redbridge.accounts.trust import is_trusted
from redbridge.glossary import queries
from redbridge.translation.glossary import Entry
from redbridge.translation.models import Term


def access_entry(stem: str, term: str) -> Entry:
    """The entry, or 404."""
    found = queries.find(stem, term)
    if found is None:
        raise Http404
    return found


def access_to_decide(request: HttpRequest, term_id: int) -> Term:
    """A proposal or entry that this trusted member may decide on: any but their own. Else 404."""
    row = Term.objects.filter(pk=term_id).first()
    me = person_of(request).id
    if row is None or row.proposer_id == me or not is_trusted(me):
        raise Http404
    return row


def access_own(request: HttpRequest, term_id: int) -> Term:
    """One's own proposal, or 404."""
    row = Term.objects.filter(pk=term_id, proposer_id=person_of(request).id).first()
    if row is None:
        raise Http404
    return row
