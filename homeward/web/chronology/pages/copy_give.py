"""Where somebody writes down that a sealed copy was given, or calls it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.chronology.copies.actions import call_back_copy, give_copy
from homeward.web.chronology.copies.queries import postal_address_of, recipient_in_words
from homeward.web.chronology.forms.copies import CallBackForm, GiveForm
from homeward.web.chronology.pages.copy_show import copy_of
from homeward.web.people.forms.attempts import is_done


def copy_give(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask when and how it was given; the recipient's address of today is shown to be checked."""
    copy = copy_of(request, pk)
    form = GiveForm(request.POST or None, initial={"given_on": clock.today()})
    told = {"copy": copy, "by": request.user}
    if request.method == "POST" and form.is_valid() and is_done(form, lambda: give_copy(giving=form.giving, **told)):
        messages.success(request, "It is written down that the copy was given.")
        return redirect("copy", request.child.pk, copy.pk)
    address = postal_address_of(copy.recipient, clock.today()) if copy.recipient else None
    context = {"copy": copy, "recipient": recipient_in_words(copy), "form": form, "address": address}
    return render(request, "chronology/copy_give.html", context)


def copy_call_back(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why a copy is called back; it stays as it was sealed, and is marked."""
    copy = copy_of(request, pk)
    form = CallBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: call_back_copy(copy=copy, because=because, by=request.user)):
            messages.success(request, "The copy is called back.")
            return redirect("copy", request.child.pk, copy.pk)
    context = {"copy": copy, "recipient": recipient_in_words(copy), "form": form}
    return render(request, "chronology/copy_call_back.html", context)
