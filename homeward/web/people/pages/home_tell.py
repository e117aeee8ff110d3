"""Where a worker says at which postcode they live, so that looks at neighbours' records are noticed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.people.forms.oversight import HomeForm
from homeward.web.people.models import WorkersHome
from homeward.web.people.oversight.actions import tell_home


def home_tell(request: HttpRequest) -> HttpResponse:
    """Ask for the postcode; keep it, or forget it."""
    held = WorkersHome.objects.filter(user=request.user).first()
    form = HomeForm(request.POST or None, initial={"postcode": held.postcode_key if held else ""})
    if request.method == "POST" and form.is_valid():
        postcode = form.cleaned_data["postcode"]
        tell_home(postcode=postcode, by=request.user)
        messages.success(request, "Your postcode is kept." if postcode else "No postcode of yours is kept.")
        return redirect("home_tell")
    return render(request, "people/home_tell.html", {"form": form})
