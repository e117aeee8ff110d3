"""What the audit holds of one pattern in some days: who, when, and the evidence; children by id only."""

from datetime import timedelta
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.forms.oversight import PeriodForm
from homeward.web.people.oversight.patterns import Evidence, Period
from homeward.web.people.oversight.search import local_ids
from homeward.web.people.oversight.shelf import PATTERNS

DAYS_BACK = 6
MOST = 200
MOST_IDS = 10


@require_safe
def pattern_show(request: HttpRequest, pattern: str) -> HttpResponse:
    """Look for one pattern in the last seven days, or those asked for."""
    chosen = PATTERNS.get(pattern)
    if chosen is None:
        raise Http404
    today = clock.today()
    usual = Period(today - timedelta(days=DAYS_BACK), today)
    form = PeriodForm(request.GET if request.GET else _boxes(usual))
    period = form.period(usual)
    found = list(islice(chosen.find(period), MOST + 1))
    ids = local_ids(pk for one in found for pk in one.children)
    context = {
        "pattern": chosen,
        "form": form,
        "period": period,
        "lines": [_line(one, ids) for one in found[:MOST]],
        "is_cut": len(found) > MOST,
        "most": MOST,
    }
    return render(request, "people/pattern_show.html", context)


def _line(evidence: Evidence, ids: dict[str, str]) -> dict[str, object]:
    shown = [(pk, ids[pk]) for pk in evidence.children if pk in ids]
    return {"evidence": evidence, "children": shown[:MOST_IDS], "more": max(0, len(shown) - MOST_IDS)}


def _boxes(period: Period) -> dict[str, int]:
    """Return a period as the boxes of a form would send it."""
    days = {"since": period.since_on, "until": period.until_on}
    return {f"{name}-{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")}
