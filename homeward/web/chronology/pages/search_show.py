"""Where staff look for something that was written, by word and by person, in the records that are open to them."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from homeward.web.chronology.forms.search import SearchForm
from homeward.web.chronology.search.actions import Answer, search_writings
from homeward.web.chronology.search.queries import MOST, Hit, SoughtWritings
from homeward.web.people.recording import record_look

_KEPT = "writings_sought"
_IN_WORDS = {"event": "What happened", "visit": "Visit or contact", "voice": "What was said"}


def search_show(request: HttpRequest) -> HttpResponse:
    """Ask what is looked for, and list what was found, the latest first.

    Names and words come as a form and stay in the session: an address would keep them in histories and logs. Each child
    whose record a line is from has this look among the looks at the record.
    """
    if request.method == "POST" and "clear" in request.POST:
        request.session.pop(_KEPT, None)
        return redirect("search")
    form = SearchForm(request.POST or None, initial=_kept(request))
    if request.method == "POST" and form.is_valid():
        request.session[_KEPT] = _to_keep(form.sought)
        return redirect("search")
    sought = SoughtWritings(**_kept(request))
    is_narrowed = form.is_bound or bool(sought.kind or sought.from_on or sought.until_on)
    has_asked = not sought.asks_nothing and not form.is_bound
    context: dict[str, Any] = {"form": form, "has_asked": has_asked, "is_narrowed": is_narrowed}
    if has_asked:
        answer = search_writings(sought=sought, page=_page(request), by=request.user)
        for child in {child.pk: child for hit in answer.hits for child in hit.children}.values():
            record_look(request, child)
        context |= _shown(answer)
    return render(request, "chronology/search_show.html", context)


def _shown(answer: Answer) -> dict[str, Any]:
    page = answer.page
    return {
        "number": len(answer.found.writings),
        "most": MOST,
        "found": answer.found,
        "lines": [{"hit": hit, "href": _href(hit), "kind": _IN_WORDS[hit.kind]} for hit in answer.hits],
        "page": page,
        "pages": answer.pages,
        "previous": {"href": f"?page={page - 1}"} if page > 1 else None,
        "next": {"href": f"?page={page + 1}"} if page < answer.pages else None,
    }


def _href(hit: Hit) -> str:
    child_pk = hit.children[0].pk
    if hit.kind == "voice":
        return f"{reverse('voices', kwargs={'child_pk': child_pk})}#said-{hit.pk}"
    return reverse(hit.kind, kwargs={"child_pk": child_pk, "pk": hit.pk})


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 else 1


def _to_keep(sought: SoughtWritings) -> dict[str, str]:
    days = {name: day.isoformat() for name in ("from_on", "until_on") if (day := getattr(sought, name))}
    return {"words": sought.words, "person": sought.person, "kind": sought.kind, **days}


def _kept(request: HttpRequest) -> dict[str, Any]:
    """Return what this person asked last, as the fields of SoughtWritings."""
    kept = dict(request.session.get(_KEPT, {}))
    return kept | {name: date.fromisoformat(kept[name]) for name in ("from_on", "until_on") if name in kept}
