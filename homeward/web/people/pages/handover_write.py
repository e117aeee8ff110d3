"""Where a child passes from one worker to another, on one page: both change in one step, with what all were told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.handover import HandoverForm
from homeward.web.people.models import AllocatedAs, Allocation, Handover, KeyWorker
from homeward.web.people.network.queries import members_seen
from homeward.web.people.teams.actions import hand_over_child
from homeward.web.people.teams.queries import caseloads_of, may_be_allocated, workers_of


def handover_write(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask for all of it; then end the one work, begin the other, and show the handover."""
    workers = workers_of(request.child, clock.today()).filter(ends_on=None)
    work = sorted(workers.exclude(allocated_as=AllocatedAs.FOSTER_CARER), key=lambda one: not _is_social_worker(one))
    form = HandoverForm(request.POST or None, **_offered(request, work))
    written: list[Handover] = []
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and is_done(form, lambda: written.append(_hand_over(request, form)), "to"):
        messages.success(request, "The handover is written down. The record is open to the new worker.")
        return redirect("handover", request.child.pk, written[0].pk)
    return render(request, "people/handover_write.html", {"form": form, "nobody": not work})


def _offered(request: HttpRequest, work: list[Allocation]) -> dict[str, Any]:
    """Return who may hand over, who may take over, and who could be key worker."""
    today = clock.today()
    people = User.objects.none()
    for allocated_as in {one.allocated_as for one in work}:
        people |= may_be_allocated(allocated_as, today)
    spell = KeyWorker.objects.on(today).filter(child=request.child, member__user__in=[one.user_id for one in work])
    key_worker = spell.values_list("member", flat=True).first()
    members = [member for member in members_seen(request.user, request.child) if member.holds_on(today)]
    first = next((one for one in work if _is_social_worker(one)), None)
    return {
        "work": work,
        "people": people.distinct(),
        "caseloads": caseloads_of(people.values("pk"), request.user, today),
        "key_worker": next((member for member in members if member.pk == key_worker), None),
        "others": [member for member in members if member.pk != key_worker],
        "today": today,
        "initial": {"allocation": str(first.pk) if first else None, "on": today},
    }


def _is_social_worker(work: Allocation) -> bool:
    return work.allocated_as == AllocatedAs.SOCIAL_WORKER


def _hand_over(request: HttpRequest, form: HandoverForm) -> Handover:
    told = form.cleaned_data
    return hand_over_child(
        allocation=form.from_work, to=told["to"], details=form.details, by=request.user, on=told["on"]
    )
