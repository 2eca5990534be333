"""What accounts do when there is news."""

from redbridge.accounts import actions, backlinks
from redbridge.accounts.jobs import check_link
from redbridge.accounts.models import FollowRequest, Person
from redbridge.kernel.events import subscribe


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
