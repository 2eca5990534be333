"""What is found. Ids come first, ranked, and only those the viewer may see; the cards are joined after."""

from redbridge.search.queries.notes import find_notes, said_around
from redbridge.search.queries.pages import Page
from redbridge.search.queries.people import PersonFound, find_people
from redbridge.search.queries.topics import TopicFound, find_topics

__all__ = ["Page", "PersonFound", "TopicFound", "find_notes", "find_people", "find_topics", "said_around"]
