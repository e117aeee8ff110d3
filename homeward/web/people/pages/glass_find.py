"""Where the glass is broken over a record whose id somebody knows, such as from a colleague on the telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.access import GlassFindForm
from homeward.web.people.models import Child


def glass_find(request: HttpRequest) -> HttpResponse:
    """Ask for the council's id; lead on to the page that asks why."""
    form = GlassFindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        child = Child.objects.filter(local_id__iexact=form.cleaned_data["local_id"].strip()).first()
        if child is not None:
            return redirect("glass_break", child.pk)
        form.add_error("local_id", "No record has this id. Look for the child by name instead")
    return render(request, "people/glass_find.html", {"form": form})
