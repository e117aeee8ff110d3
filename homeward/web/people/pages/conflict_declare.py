"""Where somebody says that they, or a colleague, know the family and must not see this record."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.people.access.actions import declare_conflict
from homeward.web.people.access.queries import conflicts_of, people_who_work
from homeward.web.people.forms.access import ConflictForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.relations import TO_LEAD, relations_of


def conflict_declare(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Ask who and what it is; then shut the record to them at once. Managers may say it of others."""
    may_lead = bool(request.relations & TO_LEAD)
    people = people_who_work().exclude(pk__in=conflicts_of(request.child).values("user"))
    form = ConflictForm(
        request.POST or None,
        people=people if may_lead else people.filter(pk=request.user.pk),
        initial={"user": request.user.pk},
    )
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data.get("user") or request.user
        try:
            declare_conflict(
                child=request.child, user=user, reason=form.cleaned_data["reason"], by=request.user, on=clock.today()
            )
        except ValidationError as error:
            tell(form, error)
        else:
            return _declared(request, user)
    return render(request, "people/conflict_declare.html", {"form": form, "may_lead": may_lead})


def _declared(request: HttpRequest, user: User) -> HttpResponse:
    if relations_of(request.user, request.child):
        messages.success(request, f"The record is shut to {user.name} from now on.")
        return redirect("who_may_see", request.child.pk)
    messages.success(
        request, "Thank you. The record is shut to you from now on. Tell your manager what was left to do."
    )
    return redirect("home")
