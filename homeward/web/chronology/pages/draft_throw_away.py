"""Where somebody throws away what they have begun to write."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.chronology.drafts.actions import throw_away_draft
from homeward.web.chronology.drafts.kinds import KINDS
from homeward.web.chronology.drafts.queries import own_draft


def draft_throw_away(request: HttpRequest, child_pk: object, kind: str) -> HttpResponse:
    """Ask whether to; then throw the draft away, and show the child's chronology."""
    chosen = KINDS.get(kind)
    draft = own_draft(request.user, request.child, chosen) if chosen else None
    if draft is None:
        raise Http404
    if request.method == "POST":
        throw_away_draft(draft=draft, by=request.user)
        messages.success(request, "It is thrown away.")
        return redirect("chronology", request.child.pk)
    return render(request, "chronology/draft_throw_away.html", {"kind": chosen, "draft": draft})
