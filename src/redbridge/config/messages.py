"""What is said once, on the next page: kept in a cookie, as Django does it."""

from functools import cached_property
from typing import Any

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.http import HttpRequest


class Messages(CookieStorage):
    """Django's, with a signer only where there is a message: most pages have none, and it was a fiftieth of their cost."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        BaseStorage.__init__(self, request, *args, **kwargs)

    @cached_property
    def signer(self) -> signing.TimestampSigner:
        """As Django makes it at once."""
        return signing.get_cookie_signer(salt=self.key_salt)
