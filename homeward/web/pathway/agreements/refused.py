"""Counts, service by service, the help that was promised to families and refused, for those who buy services."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from homeward.practice.agreement import IS_KEPT, IS_REFUSED, Became
from homeward.web.accounts.models import User
from homeward.web.pathway.agreements.queries import OWN_SERVICE
from homeward.web.pathway.models import PromiseReviewed
from homeward.web.people.relations import closed_children


@dataclass(frozen=True)
class ServiceRefusals:
    """Of one service: how many promises it refused because of care, and for another reason, and for how many children.

    A promise counts once: as refused because of care if it ever was. `later_given` are those that came after all.
    """

    service: str
    because_of_care: int
    otherwise: int
    later_given: int
    children: int


@dataclass(frozen=True)
class _Refused:
    """One promise that was refused."""

    service: str
    child: object
    became: tuple[str, ...]


def refused_services(user: User, since: date, today: date) -> tuple[ServiceRefusals, ...]:
    """Return what each service refused from one day to another, those with most refusals because of care first.

    Children whose record is shut to the asker are not counted; two queries, however many promises there are.
    """
    rows = PromiseReviewed.objects.standing().filter(on__gte=since, on__lte=today, promise__start__struck_at=None)
    told = rows.exclude(promise__start__child__in=closed_children(user)).order_by("on", "entered_at")
    fields = ("promise__line", "promise__agency__name", "promise__start__child", "became")
    looks = defaultdict(list)
    for line, *look in told.values_list(*fields):
        looks[line].append(look)
    found = [
        _Refused(each[-1][0] or OWN_SERVICE, each[-1][1], tuple(became for _, _, became in each))
        for each in looks.values()
    ]
    refused = [one for one in found if IS_REFUSED.intersection(one.became)]
    services = sorted({one.service for one in refused})
    lines = (_of_service(service, [one for one in refused if one.service == service]) for service in services)
    return tuple(sorted(lines, key=lambda one: (-one.because_of_care, -one.otherwise)))


def _of_service(service: str, found: list[_Refused]) -> ServiceRefusals:
    of_care = sum(Became.REFUSED_CARE in one.became for one in found)
    return ServiceRefusals(
        service=service,
        because_of_care=of_care,
        otherwise=len(found) - of_care,
        later_given=sum(one.became[-1] in IS_KEPT for one in found),
        children=len({one.child for one in found}),
    )
