"""Addresses of e-mail: allauth's page, stricter."""

from typing import Any

from allauth.account.views import EmailView
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _


class Email(EmailView):  # type: ignore[misc]
    """The main address is one that was confirmed: else somebody could write down another's as theirs."""

    def _action_primary(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        address = self._get_email_address(request)
        if address and not address.verified:
            messages.error(request, _("Confirm that email first."))
            return None
        return super()._action_primary(request, *args, **kwargs)
