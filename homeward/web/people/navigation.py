"""The menu of each page, and that of a child's record: only pages that the person may open."""

from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import gettext

from homeward.web.people.policy import Allow, allow_of, is_allowed


def pages(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str, Allow]]:
    """Yield route, name and permission of every page of the service."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or "", allow_of(pattern.callback)
        else:
            yield from pages(pattern, route)


@lru_cache(maxsize=8)
def _in_menus(resolver: URLResolver) -> tuple[tuple[str, Allow], ...]:
    """Return name and permission of every page that stands in a menu; they do not change while the service runs."""
    return tuple((name, allow) for _, name, allow in pages(resolver) if allow.menu)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Give every template `menu`, the pages its reader may open, and `held_roles`, the roles held today in words.

    A menu entry has `text`, `href`, `says` (one sentence for the first page), `current` (this very page) and `active`
    (this page or one below it).
    """
    roles = getattr(request, "roles", frozenset())
    allowed = [(name, allow) for name, allow in _in_menus(get_resolver()) if is_allowed(roles, allow)]
    entries = [_entry(request, reverse(name), allow) for name, allow in allowed if not allow.relations]
    return {"menu": entries, "held_roles": _in_words(sorted(gettext(role.label) for role in roles))}


def record_navigation(request: HttpRequest) -> list[dict[str, object]]:
    """Return the pages of the record of the child whose page it is that the reader may open, as `navigation` does.

    Only the nearest to this page is `active`: the child's own page stands above all others.
    """
    allowed = [(name, allow) for name, allow in _in_menus(get_resolver()) if request.relations & allow.relations]
    entries = [
        _entry(request, reverse(name, kwargs={"child_pk": request.child.pk}), allow)
        for name, allow in allowed
        if is_allowed(request.roles, allow)
    ]
    nearest = max((str(entry["href"]) for entry in entries if entry["active"]), key=len, default="")
    return [entry | {"active": entry["href"] == nearest} for entry in entries]


def _entry(request: HttpRequest, href: str, allow: Allow) -> dict[str, object]:
    return {
        "text": gettext(allow.menu),
        "href": href,
        "says": gettext(allow.says) if allow.says else "",
        "current": request.path == href,
        "active": request.path.startswith(href),
    }


def _in_words(names: list[str]) -> str:
    """Return names as they stand in a sentence: "analyst, director and team manager"; empty for none."""
    small = [name[0].lower() + name[1:] for name in names]
    if len(small) < 2:
        return "".join(small)
    return gettext("%(several)s and %(last)s") % {"several": ", ".join(small[:-1]), "last": small[-1]}
