"""Where a reader writes down what they found in the file: an event, with the source it was read in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from homeward.practice.chronology.event import Knowledge
from homeward.web.chronology.drafts.kinds import FILE_EVENT
from homeward.web.chronology.drafts.queries import begun, go_on
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.offered import offered_to
from homeward.web.chronology.file_reads.queries import Reading, reading_of
from homeward.web.chronology.forms.events import EventForm
from homeward.web.people.forms.attempts import is_done


def file_read_event(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask what happened, with the source filled in; write it down; and ask for the next, or go back to the reading."""
    reading = reading_of(request, pk)
    file_read = reading.file_read
    if not (file_read.is_begun and file_read.reader_id == request.user.pk):
        raise Http404
    offered, draft = offered_to(request.user, request.child), begun(request, FILE_EVENT)
    source = request.GET.get("source", "")
    form = EventForm(
        request.POST or None,
        child=request.child,
        siblings=offered.siblings,
        people=offered.people,
        initial={"knowledge": Knowledge.DOCUMENT, "known_from": _source_words(reading, source)},
    )
    go_on(form, draft.draft)
    told = {"child": request.child, "by": request.user, "file_read": file_read, "draft": draft.draft}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: add_event(details=form.details, **told)):
        return _written(request, reading, source)
    context = {"form": form, "reading": reading, "begun": draft}
    return render(request, "chronology/file_read_event.html", context)


def _written(request: HttpRequest, reading: Reading, source: str) -> HttpResponse:
    messages.success(request, "It stands in the chronology, as read from the file.")
    ids = {"child_pk": request.child.pk, "pk": reading.file_read.pk}
    if "another" not in request.POST:
        return redirect("file_read", **ids)
    is_known = bool(_source_words(reading, source))
    return redirect(reverse("file_read_event", kwargs=ids) + (f"?source={source}" if is_known else ""))


def _source_words(reading: Reading, pk: str) -> str:
    """Return the source from which the reader came, in words; empty for none of this reading."""
    return next((source.in_words for source in reading.sources if str(source.pk) == pk), "")
