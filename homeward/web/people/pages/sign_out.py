"""Where people sign out; the button at the top of each page sends them here."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session when the button was pressed; following a link here ends nothing."""
    if request.method == "POST":
        logout(request)
    return redirect("sign_in")
