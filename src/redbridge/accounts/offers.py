"""What is offered at the right moment: recovery codes to whoever has something to lose by now, and no other way back."""

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

_NO_WAY_BACK = """
select 1 from accounts_person p where p.id = %s and p.email = ''
   and not exists (select 1 from account_emailaddress e where e.user_id = p.id)
   and not exists (select 1 from mfa_authenticator a where a.user_id = p.id and a.type = 'recovery_codes')
"""


def has_no_way_back(person_id: int) -> bool:
    """Whether the account has neither an e-mail nor recovery codes."""
    with connection.cursor() as cursor:
        cursor.execute(_NO_WAY_BACK, [person_id])
        return cursor.fetchone() is not None


def offer_codes(request: HttpRequest, person_id: int) -> None:
    """A toast with the way to recovery codes, for whoever has no way back."""
    if has_no_way_back(person_id):
        words, name = _("Lose this device and your account is gone."), _("Get recovery codes")
        address = reverse("mfa_generate_recovery_codes")
        messages.info(request, format_html('{} <a class="link" href="{}">{}</a>', words, address, name))
