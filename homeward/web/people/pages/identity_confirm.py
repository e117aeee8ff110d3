"""Asks for the password once more before something of weight is changed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.confirming import is_confirmed, note_confirmed
from homeward.web.accounts.forms import ConfirmForm
from homeward.web.people.pages.sign_in import next_page


@sensitive_post_parameters("password")
def identity_confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then go on; who has none is asked to sign in anew, which confirms it too."""
    if is_confirmed(request):
        return HttpResponseRedirect(next_page(request))
    form = ConfirmForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        note_confirmed(request)
        return HttpResponseRedirect(next_page(request))
    context = {"form": form, "has_password": request.user.has_usable_password()}
    return render(request, "people/identity_confirm.html", context)
