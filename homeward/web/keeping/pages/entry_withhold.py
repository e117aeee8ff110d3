"""One entry of a request: where words of it, or all of it, are withheld with a reason, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.keeping.forms.requests import WithholdForm
from homeward.web.keeping.models import AccessItem, Redaction
from homeward.web.keeping.pages.request_show import request_of
from homeward.web.keeping.requests.actions import take_back, withhold
from homeward.web.keeping.requests.queries import told_item
from homeward.web.people.forms.attempts import is_done


def entry_withhold(request: HttpRequest, pk: UUID, item_pk: UUID) -> HttpResponse:
    """Show the entry as it is and as it would be given; take what is withheld."""
    asked = request_of(request, pk)
    item = asked.items.filter(pk=item_pk).select_related("request__child").first()
    if item is None:
        raise Http404
    form = WithholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        counts: list[int] = []
        if is_done(form, lambda: counts.append(withhold(item=item, details=form.details, by=request.user))):
            entries = "this entry" if counts[0] == 1 else f"{counts[0]} entries"
            messages.success(request, f"Withheld in {entries}. Whoever checked before must check again.")
            return redirect("access_entry", asked.pk, item.pk)
    return render(request, "keeping/entry_withhold.html", _context(item, form))


def entry_give(request: HttpRequest, pk: UUID, item_pk: UUID, redaction_pk: UUID) -> HttpResponse:
    """Ask whether it is to be given after all; then it is."""
    asked = request_of(request, pk)
    found = Redaction.objects.filter(pk=redaction_pk, item=item_pk, item__request=asked, taken_back_at=None)
    redaction = found.select_related("item__request__child").first()
    if redaction is None:
        raise Http404
    if request.method == "POST":
        take_back(redaction=redaction, by=request.user)
        messages.success(request, "It is given after all. Whoever checked before must check again.")
        return redirect("access_entry", asked.pk, item_pk)
    return render(request, "keeping/entry_give.html", {"asked": asked, "redaction": redaction})


def _context(item: AccessItem, form: WithholdForm) -> dict[str, object]:
    around = item.request.items.filter(position__in=(item.position - 1, item.position + 1))
    near = {one.position - item.position: one for one in around.only("position", "request")}
    return {
        "asked": item.request,
        "told": told_item(item),
        "form": form,
        "before": near.get(-1),
        "after": near.get(1),
    }
