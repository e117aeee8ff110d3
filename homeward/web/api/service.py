"""Puts the questions of other systems together as one interface, with its description (OpenAPI 3.1)."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer

from homeward.web.api.operations import OPERATIONS, Operation
from homeward.web.api.problems import METHODS, PROBLEM_TYPE, Problem, problem, without_body

ROOT = "api/v1/"
REFUSALS = (401, 403, 404, 422, 429, 503)
TOO_LONG = {
    "description": "The address is too long. The web server says so, in words of its own.",
    "content": {"text/html": {}},
}
_ABOUT = (
    "What other systems of the council may read of Homeward’s records. It only reads. Each token reads what its holder "
    "may see at that moment, as far as its scopes go; a record that is not open to the holder is in no answer, and "
    "asking for it is answered as if there were none. Lists come a page at a time: send `next_after` as `after` until "
    "it is null. Every answer is written to the audit before it leaves, with the token and the ids that were given."
)


class Bearer(HttpBearer):
    """The token as the description names it. The door before has let it in; without that nothing is answered."""

    def __call__(self, request: HttpRequest) -> object | None:
        """Return the token that the door let in, or None."""
        return getattr(request, "token", None)

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """Return the token that the door let in, or None."""
        return self(request)


def make_interface() -> NinjaAPI:
    """Return the interface with every question of `OPERATIONS`; it serves no page of its own."""
    interface = NinjaAPI(
        title="Homeward", version="1", description=_ABOUT, docs_url=None, openapi_url=None, urls_namespace="interface"
    )
    for operation in OPERATIONS:
        _add(interface, operation)
    interface.add_exception_handler(ValidationError, _not_readable)
    interface.add_exception_handler(AuthenticationError, lambda request, _: problem(request, 401))
    interface.add_exception_handler(Http404, lambda request, _: problem(request, 404))
    return interface


def answering(operation: Operation, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a question's view that also answers HEAD and OPTIONS, and refuses what it does not know."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        if request.method not in ("GET", "HEAD"):
            return problem(request, 405)
        if fault := _fault_in_query(request, operation):
            return problem(request, 422, fault)
        is_head, request.method = request.method == "HEAD", "GET"
        answered = view(request, *args, **kwargs)
        return without_body(answered) if is_head else answered

    return answer


def description(interface: NinjaAPI) -> dict[str, Any]:
    """Return the interface's description; refusals are of their own content type, and say when to come again."""
    told = dict(interface.get_openapi_schema(path_prefix=ROOT))
    for methods in told["paths"].values():
        for operation in methods.values():
            told_of = {str(code): _described(code, one) for code, one in operation["responses"].items()}
            operation["responses"] = dict(sorted({**told_of, "414": TOO_LONG}.items()))
    for operation in OPERATIONS:
        if operation.asked:
            told["components"]["schemas"].pop(operation.asked.__name__, None)  # its fields stand as parameters
    return told


def _add(interface: NinjaAPI, operation: Operation) -> None:
    route = re.sub(r"<(\w+:\w+)>", r"{\1}", operation.route)
    interface.get(
        route,
        response={200: operation.told, **dict.fromkeys(REFUSALS, Problem)},
        operation_id=operation.read.__name__,
        url_name=operation.name,
        summary=operation.title,
        description=f"{_whole(operation.read.__doc__)} Needs the scope `{operation.scope}`.",
        auth=Bearer(),
    )(operation.read)


def _whole(words: str | None) -> str:
    """Return a docstring as running text."""
    return " ".join((words or "").split())


def _described(status: int, response: dict[str, Any]) -> dict[str, Any]:
    if int(status) < 400:
        return response
    told = {**response, "content": {PROBLEM_TYPE: response["content"]["application/json"]}}
    if int(status) == 429:
        seconds = {"type": "integer", "minimum": 1}
        told["headers"] = {"Retry-After": {"description": "After so many seconds.", "schema": seconds}}
    return told


def _fault_in_query(request: HttpRequest, operation: Operation) -> str:
    """Return what of the query is not known here or stands twice: a misspelt filter must not be passed over."""
    known = operation.parameters
    for name, values in request.GET.lists():
        if name not in known:
            return f"This question takes only: {', '.join(known)}." if known else "This question takes no parameter."
        if len(values) > 1:
            return f"Send “{name}” once."
    return ""


def _not_readable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422 with the first parameter that cannot be read and what it must be; never with what was sent."""
    name = str(error.errors[0]["loc"][-1])
    known = {name: words for operation in OPERATIONS for name, words in operation.parameters.items()}
    return problem(
        request, 422, f"“{name}” must be {known[name]}." if name in known else "The question cannot be read."
    )
