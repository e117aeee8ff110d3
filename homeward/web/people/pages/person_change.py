"""Where a worker changes what is known of a person in a child's record, but for names."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.attempts import is_done
from homeward.web.people.forms.family import PersonForm
from homeward.web.people.models import Person, PersonBefore
from homeward.web.people.persons.actions import change_person
from homeward.web.people.persons.queries import before_changes
from homeward.web.people.record.person_facts import person_of


def person_change(request: HttpRequest, child_pk: object, person_pk: UUID) -> HttpResponse:
    """Ask what is known of somebody, with what was known before; then change it."""
    person = person_of(request, person_pk)
    before = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        change = {"child": request.child, "person": person, "changes": form.changes(), "by": request.user}
        if is_done(form, lambda: change_person(**change)):
            messages.success(request, "What is known of this person was changed.")
            return redirect("person", request.child.pk, person.pk)
    context = {"form": form, "person": person, "before": list(_before(person))}
    return render(request, "people/person_change.html", context)


def _before(person: Person) -> Iterator[tuple[PersonBefore, list[tuple[str, str]]]]:
    """Yield each change with what stood before it, under the names that the form gives the fields."""
    for one in before_changes(person):
        fields = ((PersonForm.base_fields[name].label, words) for name, words in one.told)
        yield one.row, [(label, words or "not recorded") for label, words in fields]
