"""Stands before every page: refuses what is not permitted, and writes down who looked before the answer leaves."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from homeward.web.audit.actions import record_read
from homeward.web.people.looked_up import looked_up_once, remember
from homeward.web.people.merging.queries import kept_instead
from homeward.web.people.models import Child
from homeward.web.people.policy import Allow, allow_of, is_allowed, roles_of
from homeward.web.people.recording import why_seen
from homeward.web.people.relations import open_child, relations_of, remember_relations

READS = ("GET", "HEAD")
METHODS = (*READS, "POST")
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
        request.read_subject, request.read_detail = ("", ""), {}
        request.child, request.relations = None, frozenset()
        request.allow = None
        request.roles = roles_of(request.user)
        answer = self.get_response if request.method in METHODS else self._other_method
        with looked_up_once() if request.method in READS else nullcontext():
            if request.user.is_authenticated:
                remember("roles", request.user, request.roles)
            response = answer(request)
        action = _action_of(request.allow, response.status_code)
        if action:
            _record(request, action)
        add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let the page run only for those whom its URL line names, by their roles and by what ties them to the child.

        A child's page that is shut answers as one that is not there.
        """
        request.allow = allow_of(view)
        if request.allow.door and (refusal := request.allow.door.let_in(request)):
            return refusal
        if not is_allowed(request.roles, request.allow):
            return _refused(request)
        if request.allow.relations and not _open_child(request, kwargs["child_pk"]):
            return _shut(request, kwargs["child_pk"])
        return None

    def _other_method(self, request: HttpRequest) -> HttpResponse:
        """Refuse what is neither reading nor sending a form: pages would answer it as if it were reading.

        What is for other systems knows the other methods, and answers for itself.
        """
        try:
            is_page = allow_of(resolve(request.path_info).func).door is None
        except Resolver404:
            is_page = True
        if not is_page:
            return self.get_response(request)
        response = render(request, "405.html", status=405)
        response.headers["Allow"] = ", ".join(METHODS)
        return response


def note_subject(request: HttpRequest, subject: Any) -> None:
    """Name the record a page shows, so that its audit row tells whose it was. A child's page has done so already.

    Of a child's record shown elsewhere the row tells, too, what ties the person to the child.
    """
    request.read_subject = (subject._meta.label_lower, str(subject.pk))
    if isinstance(subject, Child):
        request.relations = relations_of(request.user, subject)


def _open_child(request: HttpRequest, child_pk: UUID) -> bool:
    """Put the child of a page, and what ties the person to it, on the request; tell whether one of the ties opens it.

    Whose page was asked for is noted in either case: an attempt upon a child's record is that child's business, too.
    """
    request.read_subject = (Child._meta.label_lower, str(child_pk))
    child, relations = open_child(request.user, request.roles, child_pk)
    remember_relations(request.user, child_pk, relations)
    if not relations & request.allow.relations:
        return False
    request.child, request.relations = child, relations
    return True


def _refused(request: HttpRequest) -> HttpResponse:
    """Answer whoever holds no role that opens the page; a visitor is asked to sign in first."""
    if request.allow.door:
        return request.allow.door.refuse(request, 403)
    if not request.user.is_authenticated and request.allow.roles:
        return _to_sign_in(request)
    return render(request, "403.html", status=403)


def _shut(request: HttpRequest, child_pk: UUID) -> HttpResponse:
    """Answer as where there is no page; only a record that was merged into one open to the person leads there."""
    if request.allow.door:
        return request.allow.door.refuse(request, 404)
    kept = kept_instead(request.user, child_pk)
    return render(request, "people/merged_away.html" if kept else "404.html", {"kept": kept}, status=404)


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
    detail = {"page": page, **request.read_detail}
    if kind == Child._meta.label_lower:
        detail |= why_seen(request.user, request.roles, request.relations, identity)
    record_read(by=request.user, action=action, subject_kind=kind, subject_id=identity, detail=detail)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, then come back here; what came with a form is gone, so after one the first page comes next.

    A script that asks for a page's data could not sign anybody in: it gets words to show.
    """
    if not request.accepts("text/html"):
        return JsonResponse({"says": "You are signed out."}, status=401)
    return redirect("sign_in") if request.method == "POST" else redirect_to_login(request.get_full_path())
