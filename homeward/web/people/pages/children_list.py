"""The children whose records somebody may open, with a search among them, a page at a time."""

from dataclasses import asdict

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web import clock
from homeward.web.people.forms.children import ChildrenSearchForm, SoughtChildren
from homeward.web.people.record.children import children_sought, lines_of
from homeward.web.people.relations import STAFF

ON_A_PAGE = 25
_KEPT = "children_sought"


def children_list(request: HttpRequest) -> HttpResponse:
    """List the children somebody may see and looks for.

    What is looked for is a name, so it comes as a form and stays in the session: an address would keep it in the
    browser's history and in logs.
    """
    if request.method == "POST":
        sought = ChildrenSearchForm(request.POST).sought() if "clear" not in request.POST else SoughtChildren()
        request.session[_KEPT] = asdict(sought)
        return redirect("children_list")
    form = ChildrenSearchForm(request.session.get(_KEPT, asdict(SoughtChildren())))
    sought, today = form.sought(), clock.today()
    found = Paginator(children_sought(request.user, sought, today), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "found": found,
        "lines": lines_of(request.user, found, today),
        "is_narrowed": sought != SoughtChildren(),
        "is_staff": bool(request.roles & STAFF),
        "pages": _links(found),
    }
    return render(request, "people/children_list.html", context)


def _links(found: Page) -> dict[str, object]:
    """Return the pagination's options; empty where all stand on one page."""
    if not found.has_other_pages():
        return {}
    numbers = found.paginator.get_elided_page_range(found.number, on_each_side=2, on_ends=1)
    options: dict[str, object] = {"items": [_link(number, found.number) for number in numbers]}
    if found.has_previous():
        options["previous"] = {"href": f"?page={found.previous_page_number()}"}
    if found.has_next():
        options["next"] = {"href": f"?page={found.next_page_number()}"}
    return options


def _link(number: int | str, current: int) -> dict[str, object]:
    if not isinstance(number, int):
        return {"ellipsis": True}
    return {"href": f"?page={number}", "number": number, "current": number == current}
