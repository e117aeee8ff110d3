"""Where a file is added to a child's record, to an event, or to a visit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.chronology.attachments.actions import add_attachment
from homeward.web.chronology.forms.attachments import FileForm
from homeward.web.chronology.models import LifeEvent, Visit
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible

MOST_OFFERED = 100


def attachment_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask for the file; keep it cleaned; and show the files. `?to=` chooses what it belongs to beforehand."""
    to = request.GET.get("to", "")
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        events=_offered(request, LifeEvent, to),
        visits=_offered(request, Visit, to),
        initial={"belongs_to": to},
    )
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        told = {"child": request.child, "content": content, "details": form.details, "by": request.user}
        if is_done(form, lambda: add_attachment(**told)):
            messages.success(request, "The file is kept.")
            return redirect("attachments", request.child.pk)
    return render(request, "chronology/attachment_add.html", {"form": form})


def _offered(request: HttpRequest, model: type[LifeEvent | Visit], to: str) -> list[LifeEvent | Visit]:
    """Return the latest events or visits of the record that the writer may see, and in any case the one named."""
    open_ones = visible(request.user, model).filter(struck_at=None, children=request.child)
    latest = list(open_ones.order_by("-on")[:MOST_OFFERED])
    _, _, pk = to.partition("-")
    try:
        named = open_ones.filter(pk=UUID(pk)).exclude(pk__in=[one.pk for one in latest])
    except ValueError:
        return latest
    return [*latest, *named]
