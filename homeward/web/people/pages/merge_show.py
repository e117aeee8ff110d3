"""One merge of two records: what was proposed, who decided, and where a second person decides or it is undone."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.merging import TurnDownForm, UndoMergeForm
from homeward.web.people.forms.refusals import tell
from homeward.web.people.merging import actions
from homeward.web.people.merging.comparing import compare, sides_of, with_all_names
from homeward.web.people.merging.queries import merge_seen
from homeward.web.people.models import Merge
from homeward.web.people.pages.merge_propose import note_sides

Step = tuple[Callable[..., None], type[forms.Form] | None, str]

_WHILE_PROPOSED: dict[str, Step] = {
    "agree": (actions.agree_to_merge, None, "The two records are one now."),
    "turn_down": (actions.turn_down_merge, TurnDownForm, "Turned down. Both records stay as they are."),
}
_WHILE_IN_FORCE: dict[str, Step] = {
    "propose_undoing": (
        actions.propose_undoing,
        UndoMergeForm,
        "Proposed. The merge stays until a second person undoes it.",
    ),
}
_WHILE_TO_UNDO: dict[str, Step] = {
    "undo": (actions.undo_merge, None, "The merge is undone. What it moved is back in the other record."),
    "turn_down_undoing": (actions.turn_down_undoing, TurnDownForm, "The merge stays."),
}


def merge_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a merge and both records; take what the reader decides."""
    merge = merge_seen(request.user, pk)
    if merge is None:
        raise Http404
    steps = _steps(merge)
    sent = request.POST.get("step", "")
    form = None
    if request.method == "POST" and sent in steps:
        answer, form = _take(request, merge, sent, steps[sent])
        if answer is not None:
            return answer
    elif request.method == "POST":
        messages.error(request, "This was decided meanwhile.")
        return redirect("merge_show", merge.pk)
    return _page(request, merge, sent, form)


def _steps(merge: Merge) -> dict[str, Step]:
    """Return what can be decided of a merge as it stands."""
    if merge.waits_for_agreement:
        return _WHILE_PROPOSED
    if merge.waits_for_undoing:
        return _WHILE_TO_UNDO
    return _WHILE_IN_FORCE if merge.is_in_force else {}


def _take(request: HttpRequest, merge: Merge, sent: str, step: Step) -> tuple[HttpResponse | None, forms.Form | None]:
    """Do what was decided; return where to go next, or the form with what was wrong."""
    act, form_of, done = step
    form = form_of(request.POST) if form_of else forms.Form(request.POST)
    if form.is_valid():
        try:
            act(merge=merge, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, done)
            return redirect("merge_show", merge.pk), None
    return None, form


def _page(request: HttpRequest, merge: Merge, sent: str, form: forms.Form | None) -> HttpResponse:
    kept, other = sides_of(request.user, *(with_all_names(pk) for pk in (merge.kept_id, merge.other_id)))
    note_sides(request, *((kept,) if merge.is_in_force else (kept, other)))
    is_mine = request.user.pk == (merge.proposed_by_id if merge.waits_for_agreement else merge.undo_proposed_by_id)
    context = {
        "merge": merge,
        "kept": kept,
        "other": other,
        "lines": [] if merge.is_in_force else compare(request.user, kept, other),
        "is_mine": is_mine,
        "wrong": form,
        "turn_down_form": form if sent.startswith("turn_down") and form else TurnDownForm(),
        "undo_form": form if sent == "propose_undoing" and form else UndoMergeForm(),
    }
    return render(request, "people/merge_show.html", context)
