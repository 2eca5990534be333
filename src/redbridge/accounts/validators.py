"""What a password may not be, beyond Django's own checks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 256


class LongestPassword:
    """A megabyte of password is a way to keep us busy."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError past LONGEST characters."""
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """The sentence a person reads."""
        return _("Use a password of at most %(most)s characters.") % {"most": LONGEST}


class ShortestPassword:
    """Eight characters is the least NIST SP 800-63B allows; words make better ones."""

    least = 8

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError under `least` characters."""
        if len(password) < self.least:
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """The sentence a person reads."""
        return ngettext("Use at least %(least)s character.", "Use at least %(least)s characters.", self.least) % {
            "least": self.least
        }
