"""Where somebody is made the child's key worker: the one whom the child knows as theirs, a social worker or not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.network import KeyWorkerForm
from homeward.web.people.models import NetworkMember
from homeward.web.people.network.actions import name_key_worker
from homeward.web.people.network.queries import members_seen, name_of
from homeward.web.people.pages.network_show import key_workers_told
from homeward.web.people.teams.queries import workers_of


def key_worker_choose(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who it is from which day on, among who works with the child; how many there were stands beside."""
    today = clock.today()
    members = members_seen(request.user, request.child)
    told = key_workers_told(request, members)
    now = next((one for one in told if one.spell.holds_on(today)), None)
    people = _people(request, [member for member in members if member.holds_on(today)])
    choices = [
        (key, words) for key, (words, who) in people.items() if not now or getattr(who, "pk", 0) != now.spell.member_id
    ]
    form = KeyWorkerForm(request.POST or None, choices=choices, initial={"begins_on": today})
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: _name(request, form, people), "who"):
        messages.success(request, "The key worker is named.")
        return redirect("network", request.child.pk)
    return render(request, "people/key_worker_choose.html", {"form": form, "now": now, "told": told})


def _people(request: HttpRequest, members: list[NetworkMember]) -> dict[str, tuple[str, NetworkMember | User]]:
    """Return who can be chosen, in words: members of the network, and who works with the child without being one."""
    found: dict[str, tuple[str, NetworkMember | User]] = {
        str(member.pk): (f"{name_of(member)}, {member.role_words}", member) for member in members
    }
    in_network = {member.user_id for member in members}
    for work in workers_of(request.child, clock.today()):
        if work.user_id not in in_network:
            found.setdefault(
                f"user-{work.user_id}", (f"{work.user.name}, {work.get_allocated_as_display()}", work.user)
            )
    return found


def _name(request: HttpRequest, form: KeyWorkerForm, people: dict[str, tuple[str, NetworkMember | User]]) -> None:
    told = form.cleaned_data
    _, who = people[told["who"]]
    name_key_worker(child=request.child, member=who, by=request.user, on=told["begins_on"])
