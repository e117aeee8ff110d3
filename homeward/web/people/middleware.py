"""Stands before every page: refuses what is not permitted, and writes down who looked before the answer leaves."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from homeward.web.audit.actions import record_read
from homeward.web.people.policy import Allow, allow_of, is_allowed, roles_of

METHODS = ("GET", "HEAD", "POST")
REFUSALS = (403, 404)


class PolicyMiddleware:
    """Refuse unless permitted, and let no answer leave that the audit has not stored.

    Where the audit cannot be written the error goes on to `fault_show`, which answers 503; the page is dropped.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, after the audit row of what was read or refused is safely stored."""
        request.read_subject = ("", "")
        request.allow = None
        request.roles = roles_of(request.user)
        response = self.get_response(request) if request.method in METHODS else _unknown_method(request)
        action = _action_of(request.allow, response.status_code)
        if action:
            _record(request, action)
        add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the page run only for those whom its URL line names."""
        request.allow = allow_of(view)
        if is_allowed(request.roles, request.allow):
            return None
        if not request.user.is_authenticated and request.allow.roles:
            return _to_sign_in(request)
        return render(request, "403.html", status=403)


def note_subject(request: HttpRequest, subject: Any) -> None:
    """Name the record a page shows, so that its audit row tells whose it was."""
    request.read_subject = (subject._meta.label_lower, str(subject.pk))


def _action_of(allow: Allow | None, status: int) -> str:
    """Return what the audit calls an answer; nothing where no page ran, or none that is anybody's business.

    Any answer with a body counts as a read, whatever was asked: a form that comes back with errors shows records too.
    """
    if allow is None or (allow.anyone and not allow.reads):
        return ""
    if status in REFUSALS:
        return "page_refused"
    return "page_read" if allow.reads and 200 <= status < 300 else ""


def _record(request: HttpRequest, action: str) -> None:
    kind, identity = request.read_subject
    page = request.resolver_match.view_name if request.resolver_match else ""
    record_read(by=request.user, action=action, subject_kind=kind, subject_id=identity, detail={"page": page})


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, then come back here; what came with a form is gone, so after one the first page comes next."""
    return redirect("sign_in") if request.method == "POST" else redirect_to_login(request.get_full_path())


def _unknown_method(request: HttpRequest) -> HttpResponse:
    """Refuse what is neither reading nor sending a form: pages would answer it as if it were reading."""
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = ", ".join(METHODS)
    return response
