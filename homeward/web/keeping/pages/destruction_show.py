"""One proposal to destroy a record: the draft of the certificate, and where a second person agrees or does not."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.accounts.confirming import confirmed
from homeward.web.keeping.destruction.actions import agree_to_destruction, turn_down_destruction
from homeward.web.keeping.destruction.certificate import draft_of
from homeward.web.keeping.destruction.reach import reach_of
from homeward.web.keeping.destruction.words import counted_in_words
from homeward.web.keeping.forms.reasons import StaysForm, UnderstoodForm
from homeward.web.keeping.models import DestructionCertificate, DestructionProposal, LegalHold
from homeward.web.keeping.pages.steps import Step, take
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.middleware import note_subject
from homeward.web.people.policy import find

_STAYS = {"turn_down": Step(turn_down_destruction, StaysForm, "The record stays.")}


def destruction_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would go; take what the reader decides."""
    proposal = find(request.user, DestructionProposal, pk)
    if proposal is None:
        raise Http404
    note_subject(request, proposal.child)
    if proposal.turned_down_at:
        return render(request, "keeping/destruction_show.html", {"proposal": proposal})
    if request.POST.get("step") == "agree":
        return _agree(request, proposal)
    done, _, form = take(request, _STAYS, proposal=proposal)
    return redirect("destruction", proposal.pk) if done else _page(request, proposal, UnderstoodForm(), form)


@confirmed
def _agree(request: HttpRequest, proposal: DestructionProposal) -> HttpResponse:
    """Destroy the record once the second person has said who they are again, and that they read the draft."""
    form = UnderstoodForm(request.POST)
    made: list[DestructionCertificate] = []
    act = partial(agree_to_destruction, proposal=proposal, by=request.user, on=clock.today())
    if form.is_valid() and is_done(form, lambda: made.append(act())):
        messages.success(request, "The record is destroyed. This certificate stays.")
        return redirect("certificate", made[0].number)
    return _page(request, proposal, form, form)


def _page(request: HttpRequest, proposal: DestructionProposal, agree_form: object, wrong: object) -> HttpResponse:
    draft = draft_of(reach_of(proposal.child))
    context = {
        "proposal": proposal,
        "draft": draft,
        "tables": counted_in_words(draft.destroyed),
        "holds": LegalHold.objects.over(proposal.child),
        "is_mine": proposal.proposed_by_id == request.user.pk,
        "agree_form": agree_form,
        "stays_form": wrong if isinstance(wrong, StaysForm) else StaysForm(),
        "wrong": wrong,
    }
    return render(request, "keeping/destruction_show.html", context)
