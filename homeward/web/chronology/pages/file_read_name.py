"""Where a manager names who reads a child's file, what is to be read, and by when."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.chronology.file_reads.actions import name_reader
from homeward.web.chronology.file_reads.offered import candidates, sources_for
from homeward.web.chronology.forms.file_reads import NameReaderForm
from homeward.web.people.access.queries import restrictions_of
from homeward.web.people.forms.attempts import is_done

_A_READING = timedelta(days=28)


def file_read_name(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask who, what and by when; sources by the legal status and four weeks are filled in."""
    today = clock.today()
    initial = {"sources": "\n".join(sources_for(request.child, today)), "due_on": today + _A_READING}
    people = candidates(request.child, request.user, today)
    form = NameReaderForm(request.POST or None, candidates=people, initial=initial)

    def write() -> object:
        return name_reader(child=request.child, details=form.details, by=request.user, on=today)

    if request.method == "POST" and form.is_valid() and is_done(form, write):
        messages.success(request, f"{form.details.reader.name} is named to read the file.")
        return redirect("file_reads", request.child.pk)
    context = {"form": form, "is_restricted": restrictions_of(request.child).exists()}
    return render(request, "chronology/file_read_name.html", context)
