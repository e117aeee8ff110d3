"""The people who sign in here, for the administrator: who they are, what roles they hold, who has not come for long."""

from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.queries import list_users, roles_by_user
from homeward.web.accounts.user_forms import UserSearchForm

ON_A_PAGE = 25


@require_safe
def users_list(request: HttpRequest) -> HttpResponse:
    """List those whose name or user name holds the words looked for, a page at a time."""
    form = UserSearchForm(request.GET if "words" in request.GET else {"words": "", "shown": "active"})
    asked = form.asked()
    found = Paginator(list_users(**asked, on=clock.today()), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "asked": asked, "found": found, "lines": _lines(found), "pages": _links(found, asked)}
    return render(request, "people/users_list.html", context)


def _lines(found: Page) -> list[tuple[User, list[str], bool]]:
    """Return each person with the titles of their roles today and whether they have not signed in for long."""
    today, users = clock.today(), list(found)
    roles = roles_by_user(users, today)
    return [(user, roles[user.pk], user.is_dormant(today)) for user in users]


def _links(found: Page, asked: dict[str, str]) -> dict[str, object]:
    """Return the pagination's options; empty where all stand on one page. The address keeps what was looked for."""
    if not found.has_other_pages():
        return {}

    def link(number: int) -> dict[str, object]:
        address = f"?words={quote(asked['words'])}&shown={asked['shown']}&page={number}"
        return {"href": address, "number": number, "current": number == found.number}

    options: dict[str, object] = {"items": [link(number) for number in found.paginator.page_range]}
    if found.has_previous():
        options["previous"] = link(found.previous_page_number())
    if found.has_next():
        options["next"] = link(found.next_page_number())
    return options
