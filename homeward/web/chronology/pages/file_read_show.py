"""One reading of a child's file: first what the reader declares, then the sources, the hours and what was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.chronology.file_reads.actions import declare
from homeward.web.chronology.file_reads.checking import works_with
from homeward.web.chronology.file_reads.queries import Reading, reading_of
from homeward.web.chronology.forms.file_reads import DeclareForm
from homeward.web.chronology.models import FileRead
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.relations import TO_LEAD, TO_WRITE, relations_of


def file_read_show(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask the reader first what they declare; then show how far the reading is."""
    reading = reading_of(request, pk)
    file_read = reading.file_read
    is_reader = file_read.reader_id == request.user.pk
    if is_reader and file_read.is_open and not file_read.declared:
        return _ask_to_declare(request, reading)
    may_lead = bool(request.relations & TO_LEAD)
    context = {
        "reading": reading,
        "is_reading": is_reader and file_read.is_begun,
        "may_change": may_lead and file_read.is_open,
        "is_shut": file_read.is_open and may_lead and not _may_read(file_read),
    }
    return render(request, "chronology/file_read_show.html", context)


def _ask_to_declare(request: HttpRequest, reading: Reading) -> HttpResponse:
    file_read, today = reading.file_read, clock.today()
    is_own_worker = works_with(request.user, request.child, today)
    form = DeclareForm(request.POST or None, is_own_worker=is_own_worker)
    told = {"file_read": file_read, "by": request.user, "on": today}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: declare(**form.cleaned_data, **told)):
        return _declared(request, file_read)
    context = {"form": form, "reading": reading, "is_own_worker": is_own_worker}
    return render(request, "chronology/file_read_declare.html", context)


def _declared(request: HttpRequest, file_read: FileRead) -> HttpResponse:
    now = FileRead.objects.get(pk=file_read.pk)
    if now.is_open:
        messages.success(request, "Thank you. You can begin to read.")
        return redirect("file_read", request.child.pk, file_read.pk)
    messages.success(request, "Thank you for saying so. Your reading ends here, and whoever named you is told.")
    return redirect("file_reads", request.child.pk) if relations_of(request.user, request.child) else redirect("home")


def _may_read(file_read: FileRead) -> bool:
    """Tell whether the record is open to the reader, to write in it."""
    return bool(relations_of(file_read.reader, file_read.child) & TO_WRITE)
