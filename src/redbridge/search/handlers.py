"""What search does when there is news."""

from redbridge.kernel.events import subscribe
from redbridge.notes.models import NoteTopic, Topic
from redbridge.search import actions


@subscribe("note.published", "note.edited", "note.restored", "note.shown", "note.translated", "note.told", priority=2)
def index_note(note_id: int) -> None:
    """A note is found by the words it has now, in every language it is in; so are its topics."""
    actions.index_notes([note_id])
    topics = NoteTopic.objects.filter(note_id=note_id).values_list("topic_id", flat=True)
    actions.index_topics(list(topics))


@subscribe("note.relabelled", priority=2)
def index_relabelled_note(note_id: int) -> None:
    """Translations made from the wrong language are no words of it."""
    actions.index_notes([note_id])


@subscribe("note.deleted", "note.hidden", priority=20)
def forget_note(note_id: int) -> None:
    """Words of what is deleted or removed leave the index; it is hidden by join already."""
    actions.index_notes([note_id])


@subscribe("person.arrived", "person.changed", "person.told", priority=2)
def index_person(person_id: int) -> None:
    """Somebody is found by the name they have now, and by what they say of themselves in every language it is in."""
    actions.index_people([person_id])


@subscribe("topic.joined", priority=2)
def index_joined(topic_id: int) -> None:
    """A topic is found by the names of all that are one with it, and by its own alone once they are not."""
    joined = Topic.objects.filter(pk=topic_id).values_list("joined", flat=True)
    beside = Topic.objects.filter(joined__in=joined).values_list("pk", flat=True)
    actions.index_topics([topic_id, *beside])


@subscribe("topic.gone", priority=2)
def forget_topic(topic_id: int) -> None:
    """A topic that nobody writes under any more was named by somebody who is gone."""
    actions.index_topics([topic_id])
