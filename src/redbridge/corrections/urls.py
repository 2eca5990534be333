"""The doors of this room."""

from django.urls import path, register_converter

from redbridge.corrections.surfaces import KINDS
from redbridge.corrections.views import decide, suggest


class Kind:
    """What can be corrected."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Kind, "corrected")
urlpatterns = [
    path("corrections", decide.corrections, name="corrections"),
    path("corrections/log", decide.log, name="corrections_log"),
    path("corrections/by/<int:person_id>", decide.credit, name="credit"),
    path("corrections/suggest/<corrected:kind>/<int:subject_id>", suggest.suggest, name="suggest_translation"),
    path("corrections/doubt/<corrected:kind>/<int:subject_id>", suggest.doubt, name="doubt"),
    path("corrections/clear/<corrected:kind>/<int:subject_id>", suggest.clear, name="clear_doubts"),
    path("corrections/<int:suggestion_id>/answer", decide.answer, name="answer_suggestion"),
    path("corrections/<int:suggestion_id>/withdraw", suggest.withdraw, name="withdraw_suggestion"),
    path("corrections/<int:suggestion_id>/undo", decide.undo, name="undo_correction"),
]
