"""What somebody was appointed to, what that lets them do, and what it asks of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redbridge.accounts import roles
from redbridge.accounts.access import person_of, signed_in
from redbridge.accounts.staff import staff


@require_safe
@signed_in
def role(request: HttpRequest) -> HttpResponse:
    """One's own alone; who holds none reads that."""
    me = person_of(request).id
    return render(request, "accounts/role.html", {"held": roles.held(me), "staff": staff(me), "nav": "you", "at": "role"})
