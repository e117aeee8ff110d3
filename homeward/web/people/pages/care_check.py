"""What the statutory return would ask about in a child's looked-after history as it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.people.care.checking import ChildDetails, complaints_of
from homeward.web.people.care.queries import details_of, episodes_of
from homeward.web.people.relations import TO_WRITE


@require_safe
def care_check(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Judge the whole history as the returns up to today would, and lead to each episode in question."""
    episodes, person = episodes_of(request.child), request.child.person
    child = ChildDetails(person.born_on, person.sex, person.ethnicity)
    found = complaints_of(child, [details_of(episode) for episode in episodes], clock.today())
    by_day = {episode.decom_on: episode for episode in episodes}
    context = {
        "found": [(by_day[complaint.decom_on], complaint) for complaint in found],
        "is_empty": not episodes,
        "may_write": bool(request.relations & TO_WRITE),
    }
    return render(request, "people/care_check.html", context)
