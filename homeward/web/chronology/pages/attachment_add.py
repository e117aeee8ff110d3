"""Where a file is added to a child's record, to an event, or to a visit."""

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
    offered = {"struck_at": None, "children": request.child}
    form = FileForm(
        request.POST or None,
        request.FILES or None,
        events=visible(request.user, LifeEvent).filter(**offered).order_by("-on")[:MOST_OFFERED],
        visits=visible(request.user, Visit).filter(**offered).order_by("-on")[:MOST_OFFERED],
        initial={"belongs_to": request.GET.get("to", "")},
    )
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        told = {"child": request.child, "content": content, "details": form.details, "by": request.user}
        if is_done(form, lambda: add_attachment(**told)):
            messages.success(request, "The file is kept.")
            return redirect("attachments", request.child.pk)
    return render(request, "chronology/attachment_add.html", {"form": form})
