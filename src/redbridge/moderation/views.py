"""Reporting a note, a comment or a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from redbridge.accounts.access import not_suspended, person_of, reads, signed_in
from redbridge.accounts.stale import why_too_often
from redbridge.kernel.limits import Limit
from redbridge.moderation import actions
from redbridge.moderation.access import Subject, access_subject
from redbridge.moderation.forms import CATEGORIES, ReportForm
from redbridge.moderation.models import Report

REPORTING = Limit("report", 60, 3600)


@require_http_methods(["GET", "HEAD", "POST"])
@not_suspended
def report(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """Say what is wrong. Somebody who reported this before finds what they said, and may say it anew."""
    me = person_of(request).id
    subject = access_subject(me, reads(request), kind, subject_id)
    if request.method != "POST":
        said = Report.objects.filter(reporter_id=me, kind=kind, subject_id=subject_id).first()
        form = ReportForm(initial={"category": said.category, "words": said.words} if said else {})
        return _page(request, subject, form, 200)
    form = ReportForm(request.POST)
    stale = why_too_often(request, REPORTING) if form.is_valid() else None
    if stale:
        form.add_error("words", stale.sentence)
        return stale.sent(_page(request, subject, form, stale.status))
    if not form.is_valid():
        return _page(request, subject, form, 422)
    actions.report(me, kind, subject_id, **form.cleaned_data, language=get_language() or "en")
    return redirect("report_thanks", kind, subject_id)


def _page(request: HttpRequest, subject: Subject, form: ReportForm, status: int) -> HttpResponse:
    explained = {value: words for value, _label, words in CATEGORIES}
    context = {"subject": subject, "form": form, "explained": explained}
    return render(request, "moderation/report.html", context, status=status)


@require_safe
@signed_in
def thanks(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    """What happens next, and what one can do meanwhile."""
    subject = access_subject(person_of(request).id, reads(request), kind, subject_id)
    return render(request, "moderation/thanks.html", {"subject": subject})
