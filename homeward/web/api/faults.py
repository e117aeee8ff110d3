"""What is answered where there is no such address, or something went wrong: to other systems as they understand it."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from homeward.web.api.problems import problem
from homeward.web.people.pages import fault_show as pages

_INTERFACE = "/api/"


def nothing_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return problem(request, 404) if _is_interface(request) else page_not_found(request, exception)


def fault_show(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the database is out of reach, else 500."""
    answer = pages.fault_show(request)
    return problem(request, answer.status_code) if _is_interface(request) else answer


def _is_interface(request: HttpRequest) -> bool:
    return request.path_info.startswith(_INTERFACE)
