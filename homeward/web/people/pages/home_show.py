"""Today, the first page after signing in: what somebody must do, what changed lately, and what they may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.models import Child, Notice
from homeward.web.people.notices.queries import unseen_notices
from homeward.web.people.policy import visible
from homeward.web.people.relations import STAFF, WHO_SEES
from homeward.web.people.today.items import items_for
from homeward.web.people.today.news import news_for

MOST_NOTICES = 10


@require_safe
def home_show(request: HttpRequest) -> HttpResponse:
    """Show the day, notices not seen yet, what is to do, and for staff what changed in the records they see."""
    is_staff = bool(request.roles & STAFF)
    notices = list(unseen_notices(request.user)[: MOST_NOTICES + 1])
    context = {
        "today": clock.today(),
        "notices": _with_links(request, notices[:MOST_NOTICES]),
        "has_more_notices": len(notices) > MOST_NOTICES,
        "items": items_for(request),
        "sees_children": bool(request.roles & WHO_SEES.keys()),
        "is_staff": is_staff,
        "news": news_for(request.user) if is_staff else [],
    }
    return render(request, "people/home_show.html", context)


def _with_links(request: HttpRequest, notices: list[Notice]) -> list[tuple[Notice, bool]]:
    """Return each notice and whether its reader may open the child it is about."""
    about = [notice.about_id for notice in notices if notice.about_id]
    opens = set(visible(request.user, Child).filter(pk__in=about).values_list("pk", flat=True)) if about else set()
    return [(notice, notice.about_id in opens) for notice in notices]
