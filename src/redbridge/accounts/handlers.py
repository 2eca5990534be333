"""What accounts do when there is news."""

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts import actions, backlinks
from redbridge.accounts.jobs import check_link
from redbridge.accounts.models import FollowRequest, Person, Session
from redbridge.kernel.events import subscribe
from redbridge.kernel.private import Fact, private

MINUTE = "%Y-%m-%d %H:%M"


@private("email")
def email_addresses(person_id: int, _one: int | None) -> list[Fact]:
    """Every address on file, and whether it was confirmed."""
    known = EmailAddress.objects.filter(user_id=person_id).order_by("-primary", "pk").values_list("email", "verified")
    return [Fact(_("confirmed") if verified else _("not confirmed"), email) for email, verified in known]


@private("sign_ins")
def sign_ins(person_id: int, _one: int | None) -> list[Fact]:
    """Devices and hours, the latest first. No network address: none is kept with a sign-in."""
    found = Session.objects.filter(person_id=person_id, expire_date__gt=timezone.now()).order_by("-seen")[:100]
    spans = [f"{row.made:{MINUTE}} – {row.seen:{MINUTE}} UTC" for row in found]
    return [Fact(row.device.replace("|", ", ") or _("unknown device"), span) for row, span in zip(found, spans, strict=True)]


@subscribe("person.opened")
def accept_waiting(person_id: int) -> None:
    """Nobody needs to ask a person who is private no more: those who asked follow, and are told."""
    if Person.objects.filter(pk=person_id, private=False).exists():
        waiting = FollowRequest.objects.filter(followed_id=person_id).order_by("at")
        for follower_id in list(waiting.values_list("follower_id", flat=True)):
            actions.accept(person_id, follower_id)


@subscribe("picture.ready")
def change_face(picture_id: int, kind: str, subject_id: int) -> None:
    """A face or a banner shows from the moment it is made."""
    if kind in actions.FACES:
        actions.change_face(subject_id, kind, picture_id)


@subscribe("person.arrived", "person.changed", "person.untold", queue="words")
def translate_bio(person_id: int) -> None:
    """What somebody says of themselves, for those who read other languages."""
    actions.translate_bio(person_id)


@subscribe("person.changed")
def look_at_links(person_id: int) -> None:
    """Pages that somebody newly names are asked whether they name them too."""
    for check_id in backlinks.sync(person_id):
        check_link.defer(check_id=check_id)
