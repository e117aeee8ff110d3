"""What people see when something went wrong here, or when the database is out of reach."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

OUT_OF_REACH = (InterfaceError, OperationalError)


def fault_show(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database is out of reach, else 500; neither page asks the database for anything."""
    if isinstance(sys.exception(), OUT_OF_REACH):
        return HttpResponse(render_to_string("unavailable.html"), status=503)
    return HttpResponse(render_to_string("500.html"), status=500)
