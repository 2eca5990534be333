"""What topics are called in the site's languages, and which of them are therefore one."""

import json

from django.conf import settings
from django.db import connection

from redbridge.kernel.reading import Told
from redbridge.notes import rules
from redbridge.notes.actions.topic_pairs import join_known
from redbridge.notes.models import Topic
from redbridge.notes.queries.topics import RECENT
from redbridge.notes.queries.visible import public
from redbridge.translation.rules import UNKNOWN, language_of
from redbridge.translation.rules.scripts import SISTERS
from redbridge.translation.site import into_site

# Of notes that everyone may see: the name of a topic that only a few may read of is told to no engine.
_UNNAMED = f"""
select t.id, mode() within group (order by n.language)
from (select topic_id, note_id from notes_notetopic order by note_id desc limit {RECENT}) r
join notes_topic t on t.id = r.topic_id
join notes_note n on n.id = r.note_id join accounts_person p on p.id = n.author_id
where {public()} and (t.language = 'und' or exists (
    select 1 from unnest(%(targets)s::text[]) x(code)
    where split_part(x.code, '-', 1) <> split_part(t.language, '-', 1) and not t.translations ? x.code))
group by t.id order by count(distinct n.author_id) desc, t.id limit %(limit)s
"""  # noqa: S608 (our own words)
_KEEP = "update notes_topic set language = %s, translations = translations || %s::jsonb where id = %s"


def unnamed_topics(limit: int) -> list[tuple[int, str]]:
    """Topics of late without a name in some language of the site, most used first, with that of most notes under each."""
    with connection.cursor() as cursor:
        cursor.execute(_UNNAMED, {"targets": list(settings.REDBRIDGE_LANGUAGES), "limit": limit})
        found: list[tuple[int, str]] = cursor.fetchall()
    return found


def name_topic(topic_id: int, language: str) -> None:
    """Render a topic's name into the site's languages, and join it with the one that is called so where that one's name,
    rendered back, is its own."""
    topic = _named(topic_id, language)
    for target, told in topic.translations.items() if topic else ():
        other = Topic.objects.filter(key=rules.topic_of(told.get("name", ""))).exclude(pk=topic_id).first()
        back = other and _named(other.pk, target)
        if topic and back and _says(back.translations, topic) and _stem(back.language) == _stem(target):
            join_known(topic.pk, back.pk)


def _named(topic_id: int, language: str) -> Topic | None:
    topic = Topic.objects.filter(pk=topic_id).first()
    if topic is None:
        return None
    said = rules.topic_words(topic.name)
    topic.language = topic.language if topic.language != UNKNOWN else language_of(said, [language])
    _keep(topic, {})
    for target, made in into_site({"name": said}, topic.language, topic.translations, public=True):
        topic.translations[target] = made
        _keep(topic, {target: made})
    return topic


def _keep(topic: Topic, made: Told) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [topic.language, json.dumps(made), topic.pk])


def _says(told: Told, topic: Topic) -> bool:
    """Whether one of these names is that topic's, in its language or the other script of it."""
    codes = {topic.language, SISTERS.get(topic.language, topic.language)}
    return any(code in codes and rules.topic_of(said.get("name", "")) == topic.key for code, said in told.items())


def _stem(language: str) -> str:
    return language.split("-")[0]
