"""Two records side by side, and where somebody says that they are one person; a second person decides."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.merging import ProposeMergeForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.merging.actions import check_can_compare, propose_merge
from homeward.web.people.merging.comparing import Side, compare, sides_of, with_all_names
from homeward.web.people.middleware import note_subject
from homeward.web.people.recording import record_look
from homeward.web.people.rights import NotPermittedError


def merge_propose(request: HttpRequest, one_pk: UUID, other_pk: UUID) -> HttpResponse:
    """Show both; with a reason, propose that they are merged."""
    one, other = _both(request, one_pk, other_pk)
    form = ProposeMergeForm(request.POST or None, one=one.person, other=other.person)
    if request.method == "POST" and form.is_valid():
        kept, gone = (one, other) if form.cleaned_data["kept"] == str(one.person.pk) else (other, one)
        try:
            merge = propose_merge(
                kept=kept.person, other=gone.person, because=form.cleaned_data["because"], by=request.user
            )
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, "Proposed. Nothing moves until a second person agrees.")
            return redirect("merge_show", merge.pk)
    note_sides(request, one, other)
    context = {"form": form, "one": one, "other": other, "lines": compare(request.user, one, other)}
    return render(request, "people/merge_propose.html", context)


def note_sides(request: HttpRequest, *sides: Side) -> None:
    """Note whose records a page shows: its own audit row tells of the first child, a row of its own of the second."""
    shown = [side.child for side in sides if side.child]
    if shown:
        note_subject(request, shown[0])
    for child in shown[1:]:
        record_look(request, child)


def _both(request: HttpRequest, one_pk: UUID, other_pk: UUID) -> tuple[Side, Side]:
    """Return both sides. Raises Http404 where one is not there, or the two may not be laid side by side."""
    persons = [with_all_names(pk) for pk in (one_pk, other_pk)]
    if None in persons or one_pk == other_pk:
        raise Http404
    try:
        check_can_compare(persons[0], persons[1], request.user)
    except NotPermittedError:
        raise Http404 from None
    one, other = sides_of(request.user, *persons)
    return one, other
