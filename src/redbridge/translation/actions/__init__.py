"""Translating: people's words first, then the memory of machines, then an engine."""

from redbridge.translation.actions.people import forget, forget_person, remember
from redbridge.translation.actions.rendering import Rendering, render, render_all
from redbridge.translation.actions.say import Said, say

__all__ = ["Rendering", "Said", "forget", "forget_person", "remember", "render", "render_all", "say"]
