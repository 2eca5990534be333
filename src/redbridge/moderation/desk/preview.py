"""The statement of reasons as its author will read it, before anything is done."""

from dataclasses import dataclass, replace

from django.utils import timezone, translation

from redbridge.accounts.models import Person
from redbridge.accounts.rules import bcp47
from redbridge.accounts.staff import Staff
from redbridge.moderation.decisions import phrases, rules
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.decisions.showing import Shown, shown
from redbridge.moderation.decisions.statements import statement
from redbridge.moderation.decisions.subjects import about
from redbridge.moderation.models import Case, Decision
from redbridge.translation.rules.scripts import with_sisters


@dataclass(frozen=True)
class Preview:
    """The statement in the author's language; `lang` is which."""

    shown: Shown
    lang: str


def preview(case: Case, who: Staff, wanted: Wanted) -> Preview:
    """Made as the real one is, and kept nowhere."""
    author = Person.objects.filter(pk=case.author_id).first()
    code = author.interface.lower() if author else "en"
    now = timezone.now()
    with translation.override(code):
        said = statement(case, about(case.kind, case.subject_id), who.person_id, wanted, now)
        made = Decision(pk=0, case=case, kind=wanted.kind, person=author, rule=wanted.rule, regions=list(wanted.regions),
                        until=wanted.until, made=now, statement=said)
        told = shown(made, with_sisters(author.languages if author else ["en"]))
        if rules.leaves_mark(wanted.kind, True, said["ladder"]):
            told = replace(told, mark=phrases.mark(now + rules.FADES, None))
        return Preview(told, bcp47(code))
