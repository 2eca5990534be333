"""The record in public: charts, lines, heads, the report of a year, a receipt. Nobody signs in for any of it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from redbridge.kernel.limits import Limit, client_address, hit
from redbridge.record import queries, report, words
from redbridge.record.charts import charts

MOST = 20_000
"""Lines of one answer: some 7 MB."""
HEADS_SHOWN = 60
FETCHING = Limit("record", 600, 3600)


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """The last twelve months in charts."""
    today = datetime.now(UTC).date()
    newest = queries.latest_heads(1)
    first = queries.first_year()
    context = {
        "charts": charts(today), "words": words, "lines": queries.last_number(), "head": newest[0] if newest else None,
        "years": range(today.year, (first or today.year) - 1, -1),
    }
    return render(request, "record/transparency.html", context)


@require_safe
def lines(request: HttpRequest) -> StreamingHttpResponse:
    """The lines as they are hashed, `from` a number on; the header Link leads to the next ones."""
    hit(FETCHING, client_address(request))
    first = _number(request.GET.get("from", "1"))
    response = StreamingHttpResponse(queries.lines(first, MOST), content_type="application/x-ndjson; charset=utf-8")
    if queries.last_number() >= first + MOST:
        response["Link"] = f'<{settings.REDBRIDGE_SITE_URL}{reverse("record_lines")}?from={first + MOST}>; rel="next"'
    return response


def _number(said: str) -> int:
    if not said.isascii() or not said.isdecimal() or len(said) > 18 or int(said) < 1:
        raise Http404
    return int(said)


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The signed heads, the newest first."""
    context = {"heads": queries.latest_heads(HEADS_SHOWN), "keys": queries.keys()}
    return render(request, "record/heads.html", context)


@require_safe
def heads_json(request: HttpRequest) -> JsonResponse:
    """All of them, with the keys: what `redbridge verify_record --heads` reads."""
    hit(FETCHING, client_address(request))
    return JsonResponse({"keys": _keys(), "heads": list(map(asdict, queries.heads()))})


@require_safe
def key(request: HttpRequest) -> JsonResponse:
    """The public halves of the keys, the one that signs now last."""
    return JsonResponse({"algorithm": "Ed25519", "keys": _keys()})


def _keys() -> list[dict[str, str]]:
    return list(map(asdict, queries.keys()))


@require_safe
def year(request: HttpRequest, number: int) -> JsonResponse:
    """The report of a year."""
    if not 2025 <= number <= datetime.now(UTC).year:
        raise Http404
    return JsonResponse(report.of_year(number, settings.REDBRIDGE_SITE_URL))


@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The line of one decision, and the head that covers it."""
    line = queries.line_of(token)
    if line is None:
        raise Http404
    said = json.loads(line) if line else None
    head = queries.head_over(said["number"]) if said else None
    response = render(request, "record/receipt.html", {"line": line, "said": said, "head": head, "words": words})
    # The address is the receipt: it goes to nobody with a click, and into no shared cache.
    response["Referrer-Policy"], response["Cache-Control"] = "no-referrer", "private, no-store"
    return response
