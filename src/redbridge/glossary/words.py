"""Names of how a term sounds."""

from django.utils.translation import gettext_lazy

REGISTERS = [
    ("casual", gettext_lazy("casual")), ("playful", gettext_lazy("playful")), ("teasing", gettext_lazy("teasing")),
    ("warm", gettext_lazy("warm")), ("net", gettext_lazy("of the net")), ("fan", gettext_lazy("of fans")),
    ("ironic", gettext_lazy("ironic")), ("neutral", gettext_lazy("everyday")), ("blunt", gettext_lazy("blunt")),
    ("rude", gettext_lazy("rude")),
]  # fmt: skip
