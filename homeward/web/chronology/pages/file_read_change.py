"""Where a reader tells what they read and for how long, and finishes; and a manager moves the day or ends a reading."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.chronology.file_reads.actions import (
    add_source,
    end_read,
    finish_read,
    mark_source,
    move_due_day,
    record_hours,
)
from homeward.web.chronology.file_reads.queries import Reading, reading_of
from homeward.web.chronology.forms.file_reads import (
    NOT_READ,
    READ,
    DueForm,
    EndReadForm,
    FinishReadForm,
    HoursForm,
    MarkSourceForm,
    SourceForm,
)
from homeward.web.chronology.models import FileSource
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.facts import FactForm
from homeward.web.people.relations import TO_LEAD, relations_of


def source_add(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask which further source is to be read."""
    reading = _reading(request, pk, leads_too=True)
    form = SourceForm(request.POST or None, on=clock.today())
    told = {"file_read": reading.file_read, "by": request.user}
    return _asked(request, reading, form, lambda: add_source(source=form.details, **told), "Add a source")


def source_mark(request: HttpRequest, child_pk: object, pk: UUID, source_pk: UUID) -> HttpResponse:
    """Ask on which day a source was read, or why it could not be."""
    reading = _reading(request, pk)
    source = _source(reading, source_pk)
    today = clock.today()
    was_read = "" if not source.is_done else READ if source.read_on else NOT_READ
    initial = {
        "was_read": was_read,
        "read_on": source.read_on or today,
        "not_read_because": source.not_read_because,
    }
    form = MarkSourceForm(request.POST or None, initial=initial)
    told = {"source": source, "by": request.user, "on": today}
    return _asked(request, reading, form, lambda: mark_source(outcome=form.outcome, **told), source.in_words)


def hours_add(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask on which day one read, and for how long."""
    reading, today = _reading(request, pk), clock.today()
    form = HoursForm(request.POST or None, initial={"read_on": today})

    def write() -> object:
        told = {"minutes": form.in_minutes, "read_on": form.cleaned_data["read_on"]}
        return record_hours(file_read=reading.file_read, **told, by=request.user, on=today)

    return _asked(request, reading, form, write, "Time spent reading")


def file_read_finish(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask for the closing word; then the reading is finished, and what it opened is shut."""
    reading = _reading(request, pk)
    form = FinishReadForm(request.POST or None)
    told = {"file_read": reading.file_read, "by": request.user, "on": clock.today()}
    says = "Finish the reading"
    return _asked(request, reading, form, lambda: finish_read(**form.cleaned_data, **told), says)


def file_read_end(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask a manager why a reading ends; then end it."""
    reading = _reading(request, pk, leads_only=True)
    form = EndReadForm(request.POST or None)
    told = {"file_read": reading.file_read, "by": request.user, "on": clock.today()}
    return _asked(request, reading, form, lambda: end_read(**form.cleaned_data, **told), "End the reading")


def file_read_due(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask a manager by which other day the file is to be read."""
    reading = _reading(request, pk, leads_only=True)
    form = DueForm(request.POST or None, initial={"due_on": reading.file_read.due_on})
    told = {"file_read": reading.file_read, "by": request.user, "on": clock.today()}
    return _asked(request, reading, form, lambda: move_due_day(**form.cleaned_data, **told), "Give another day")


def _asked(
    request: HttpRequest, reading: Reading, form: FactForm, write: Callable[[], object], title: str
) -> HttpResponse:
    """Ask what a form asks; write it down; and go back to the reading, or where the record is shut now, home."""
    if request.method == "POST" and form.is_valid() and is_done(form, write):
        if not relations_of(request.user, request.child):
            messages.success(request, "Thank you. The reading is finished, and the record is shut to you again.")
            return redirect("home")
        messages.success(request, "It is written down.")
        return redirect("file_read", request.child.pk, reading.file_read.pk)
    context: dict[str, Any] = {"form": form, "reading": reading, "title": title}
    return render(request, "chronology/file_read_change.html", context)


def _reading(request: HttpRequest, pk: UUID, *, leads_too: bool = False, leads_only: bool = False) -> Reading:
    """Return an open reading that whoever asks does, or as a manager may change. Raises Http404."""
    reading = reading_of(request, pk)
    file_read = reading.file_read
    is_reading = file_read.is_begun and file_read.reader_id == request.user.pk
    leads = bool(request.relations & TO_LEAD)
    may = leads if leads_only else is_reading or (leads_too and leads)
    if not (may and file_read.is_open):
        raise Http404
    return reading


def _source(reading: Reading, pk: UUID) -> FileSource:
    found = next((source for source in reading.sources if source.pk == pk), None)
    if found is None:
        raise Http404
    found.file_read = reading.file_read
    return found
