"""Who may open which page and which record. Nothing is permitted unless it is listed here or on a page's URL line."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import EVERY_ROLE, Role
from homeward.web.people.relations import Relation

View = Callable[..., HttpResponseBase]
Expression = Callable[[User], Q]


class Door(Protocol):
    """How other systems come to a page, which do not sign in in a browser: by their token, and nobody else.

    `scope` is what a token must be for.
    """

    scope: str

    def let_in(self, request: HttpRequest) -> HttpResponse | None:
        """Put who asks on the request (`user`, `roles`, and in `read_detail` by what); else return a refusal."""

    def refuse(self, request: HttpRequest, status: int) -> HttpResponse:
        """Return a refusal in the language of other systems: 403, 404 or 405."""


@dataclass(frozen=True)
class Allow:
    """Who may ask for a page: the roles, or anyone at all; `reads` says whether an answer is written to the audit.

    `relations` are those of which one must tie the person to the child whose page it is; such a page names its child
    in its address. `menu` is the page's name in the menu, `says` the sentence under it on the first page; `menu` of a
    page about one child is its name among the pages of the child's record. A page with a `door` is not for browsers:
    roles and relations are asked of whose token it is.
    """

    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()
    anyone: bool = False
    reads: bool = True
    menu: str = ""
    says: str = ""
    door: Door | None = None


ANYONE = Allow(anyone=True, reads=False)
SIGNED_IN = Allow(roles=EVERY_ROLE, reads=False)
NOTHING = Q(pk__in=[])
CHILD_IN_ADDRESS = "<uuid:child_pk>"
_expressions: dict[type[Model], Expression] = {}


def page(route: str, view: View, *, name: str, allow: Allow) -> URLPattern:
    """Return the URL line of a page together with who may open it.

    A page about one child has `<uuid:child_pk>` in its route and says which relations open it; it runs only where one
    does, and finds them in `request.child` and `request.relations`. Raises ValueError for a line that opens to nobody,
    for one of these two without the other, and for a menu entry whose address would need the id of another record.
    """
    if not (allow.roles or allow.anyone):
        raise ValueError(f"The page {name} says of nobody that they may open it.")
    if (CHILD_IN_ADDRESS in route) != bool(allow.relations):
        raise ValueError(f"The page {name} needs both: a child in its address, and the relations that open it.")
    if allow.menu and "<" in route.replace(CHILD_IN_ADDRESS, ""):
        raise ValueError(f"The page {name} cannot stand in the menu: its address needs an id.")

    @wraps(view)
    def permitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    permitted.allow = allow
    return path(route, permitted, name=name)


def allow_of(view: View) -> Allow:
    """Return who may open a view; a view that no page line listed is allowed to nobody."""
    allow = getattr(view, "allow", None)
    return allow if isinstance(allow, Allow) else Allow()


def roles_of(user: Any) -> frozenset[Role]:
    """Return the roles somebody holds today; a visitor who has not signed in holds none."""
    return user.roles_on(clock.today()) if user.is_authenticated else frozenset()


def is_allowed(roles: frozenset[Role], allow: Allow) -> bool:
    """Tell whether somebody with these roles may ask for a page."""
    return allow.anyone or bool(roles & allow.roles)


def list_records(model: type[Model], expression: Expression) -> None:
    """State, once, which records of a kind somebody may see. The same expression lists them and opens one.

    `expression` is asked with a person who is signed in and returns the condition. Raises ValueError the second time.
    """
    if model in _expressions:
        raise ValueError(f"{model._meta.label} has its expression already")
    _expressions[model] = expression


def visible(user: Any, model: type[Model]) -> QuerySet[Any]:
    """Return the records of a kind that somebody may see, each once; none to a visitor or where nothing was stated."""
    expression = _expressions.get(model)
    condition = expression(user) if expression and user.is_active else NOTHING
    records = model._default_manager
    # By way of the ids, so that a condition that reaches over several rows lists no record twice.
    return records.filter(pk__in=records.filter(condition).values("pk"))


def find(user: Any, model: type[Model], pk: object) -> Any | None:
    """Return one record if somebody may see it, else None: hidden, not there and not an id at all are alike."""
    try:
        return visible(user, model).filter(pk=pk).first()
    except (TypeError, ValueError, ValidationError):
        return None
