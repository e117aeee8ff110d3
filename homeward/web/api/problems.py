"""Says in one sentence why something was not answered, as other systems understand it (RFC 9457, problem+json)."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from django.http import HttpRequest, JsonResponse
from ninja import Schema
from pydantic import Field

PROBLEM_TYPE = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
SENTENCES: Mapping[int, str] = MappingProxyType(
    {
        401: "Send a token that is live, in a header “Authorization: Bearer”.",
        403: "The token, or whose it is, does not open this.",
        404: "There is no such record, or it is not open to the token.",
        405: "This only reads: ask with GET or HEAD.",
        429: "Too many questions in one minute: wait, then ask again.",
        500: "Something went wrong here. It was not your question.",
        503: "The service is not available now. Ask again in a minute.",
    }
)
"""What each refusal says; of 422 the sentence names the parameter, never what was sent."""


class Problem(Schema):
    """Why something was not answered: the same status as the answer’s, and one sentence."""

    status: int = Field(description="The status of the answer.")
    title: str = Field(description="What the status is called.")
    detail: str = Field(description="One sentence. It repeats nothing of what was sent.")


def problem(request: HttpRequest, status: int, detail: str = "") -> JsonResponse:
    """Return the answer with a status and its sentence; to HEAD without a body, as any other."""
    told = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail or SENTENCES[status]}
    answer = JsonResponse(told, status=status, content_type=PROBLEM_TYPE)
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Homeward"'
    if status == 405:
        answer.headers["Allow"] = METHODS
    return without_body(answer) if request.method == "HEAD" else answer


def without_body(answer: JsonResponse) -> JsonResponse:
    """Return an answer to HEAD: the headers of the answer to GET, and no body."""
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.content = b""
    return answer
