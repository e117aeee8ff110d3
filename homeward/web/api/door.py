"""Lets in who comes with a token: whose it is, that it is live, that it is for this, and not too often."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from homeward.web import clock
from homeward.web.api.actions import note_first_use
from homeward.web.api.limits import seconds_to_wait
from homeward.web.api.models import ApiToken
from homeward.web.api.problems import problem
from homeward.web.api.queries import is_live, token_of
from homeward.web.api.scopes import Scope
from homeward.web.audit.actions import record_read
from homeward.web.people.policy import roles_of

_MARK = "bearer "


@dataclass(frozen=True)
class TokenDoor:
    """The door of what may be read with a token that has a scope. A browser's session opens nothing here."""

    scope: Scope

    def let_in(self, request: HttpRequest) -> HttpResponse | None:
        """Put on the request whose token it is, their roles and the token; else return 401, 403 or 429."""
        token = _sent(request)
        if token is None:
            return problem(request, 401)
        if wait := seconds_to_wait(token):
            answer = problem(request, 429)
            answer.headers["Retry-After"] = str(wait)
            return answer
        if not is_live(token, clock.today()):
            _note_dead(token)
            return problem(request, 401)
        if token.used_on != clock.today():
            note_first_use(token=token, by=token.holder, on=clock.today())
        request.user, request.roles, request.token = token.holder, roles_of(token.holder), token
        request.read_detail = {"token": str(token.pk)}
        return None if self.scope in token.scopes else self.refuse(request, 403)

    def refuse(self, request: HttpRequest, status: int) -> HttpResponse:
        """Return a refusal in one sentence."""
        return problem(request, status)


def _sent(request: HttpRequest) -> ApiToken | None:
    """Return the token that a request came with, live or not."""
    words = request.headers.get("Authorization", "")
    return token_of(words[len(_MARK) :].strip()) if words.lower().startswith(_MARK) else None


def _note_dead(token: ApiToken) -> None:
    """Write down that somebody came with a token that opens nothing any more: it may be in wrong hands."""
    kind = ApiToken._meta.label_lower
    record_read(by=None, action="token_refused", subject_kind=kind, subject_id=str(token.pk), detail={})
