"""The first page after signing in: who you are here, and what you may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home_show(request: HttpRequest) -> HttpResponse:
    """Show the person's roles and the pages these open; the menu itself says which."""
    return render(request, "people/home_show.html")
