"""Addresses of the desk."""

from django.urls import path, register_converter

from redbridge.moderation.desk.views import case, decide, lifting, opening, queue, sealed, waves
from redbridge.moderation.rules import KINDS


class Kind:
    """What can be reported."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class Number:
    """Of a case, as people say it."""

    regex = "[0-9]{4}-[0-9a-z]{1,15}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


class How(Number):
    """What is done about a second look."""

    regex = "|".join(decide.HOWS)


class Lift(Number):
    """What is done about a seal."""

    regex = "|".join(lifting.HOWS)


register_converter(Lift, "lift")
register_converter(Kind, "reported")
register_converter(Number, "case")
register_converter(How, "second")
urlpatterns = [
    path("desk", queue.queue, name="desk"),
    path("desk/keys", queue.keys, name="desk_keys"),
    path("desk/waves", waves.waves, name="desk_waves"),
    path("desk/waves/<int:wave_id>", waves.wave, name="desk_wave"),
    path("desk/waves/<int:wave_id>/undo", waves.undo, name="desk_wave_undo"),
    path("desk/open/<reported:kind>/<int:subject_id>", opening.take_up, name="desk_open"),
    path("desk/<case:number>", case.case, name="desk_case"),
    path("desk/<case:number>/claim", case.claim, name="desk_claim"),
    path("desk/<case:number>/release", case.release, name="desk_release"),
    path("desk/<case:number>/look", case.look, name="desk_look"),
    path("desk/<case:number>/pictures/<int:picture_id>", case.picture, name="desk_picture"),
    path("desk/<case:number>/decide", decide.decide, name="desk_decide"),
    path("desk/<case:number>/second/<second:how>", decide.second, name="desk_second"),
    path("desk/<case:number>/seal", sealed.seal, name="desk_seal"),
    path("desk/<case:number>/lift/<lift:how>", lifting.lift, name="desk_lift"),
    path("desk/<case:number>/legal", sealed.legal, name="desk_legal"),
    path("desk/<case:number>/legal.json", sealed.export, name="desk_legal_export"),
]
