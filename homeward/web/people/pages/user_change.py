"""The changes to an account that an administrator makes with one button, after a page that says what follows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from homeward.web import clock
from homeward.web.accounts import actions
from homeward.web.accounts.confirming import confirmed
from homeward.web.accounts.models import User
from homeward.web.people.middleware import note_subject


@dataclass(frozen=True)
class Change:
    """What a page asks (`title`, `follows`, `button`), what it does, and what it says afterwards (`done`).

    `make` takes the person and who asks; where it returns a password, that is shown once instead of `done`.
    `takes_away` colours the button as a warning.
    """

    title: str
    follows: str
    button: str
    done: str
    make: Callable[[User, User], str | None]
    takes_away: bool = True


DEACTIVATE = Change(
    "Shut out",
    "They leave: every role ends today, they are signed out everywhere and cannot sign in again. What they wrote "
    "stays.",
    "Shut out",
    "is shut out.",
    lambda user, by: actions.deactivate_user(user=user, by=by, on=clock.today()),
)
BRING_BACK = Change(
    "Bring back",
    "They can sign in again, with a new password that you are shown once. They hold no role until you give one.",
    "Bring back and show a password",
    "",
    lambda user, by: actions.bring_back_user(user=user, by=by),
    takes_away=False,
)
GIVE_PASSWORD = Change(
    "Give a new password to",
    "You are shown a password once, for one sign-in within three days; they choose their own then. They are signed out "
    "everywhere. Be sure that it is really they who asked: ring them on the number you know.",
    "Make a password and show it",
    "",
    lambda user, by: actions.give_password(user=user, by=by),
    takes_away=False,
)
RESET_SECOND_FACTOR = Change(
    "Take away the second factor of",
    "Their authenticator app, passkeys and recovery codes stop working and they are signed out everywhere. They are "
    "told at their next sign-in. Be sure that it is really they who asked: ring them on the number you know.",
    "Take away",
    "has no second factor any more.",
    lambda user, by: actions.reset_second_factor(user=user, by=by),
)
END_SESSIONS = Change(
    "Sign out",
    "They are signed out of every browser at once and can sign in again.",
    "Sign out everywhere",
    "is signed out everywhere.",
    lambda user, by: actions.end_all_sessions(user=user, by=by),
)
UNLINK_IDENTITY = Change(
    "Disconnect the outside account of",
    "They can no longer sign in by the identity provider until they connect it anew, and are signed out everywhere. "
    "Give them a password if they have none.",
    "Disconnect",
    "is disconnected.",
    lambda user, by: actions.unlink_identity(user=user, by=by),
)


def page_of(change: Change) -> Callable[..., HttpResponse]:
    """Return the page that asks for one change and makes it; who it is must have been told in the last five minutes."""

    @confirmed
    def user_change(request: HttpRequest, pk: int) -> HttpResponse:
        user = get_object_or_404(User, pk=pk)
        note_subject(request, user)
        if request.method != "POST":
            return render(request, "people/user_change.html", {"shown": user, "change": change})
        return _make(request, user, change)

    return user_change


def _make(request: HttpRequest, user: User, change: Change) -> HttpResponse:
    try:
        password = change.make(user, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("user_show", user.pk)
    if password:
        return render(request, "people/password_shown.html", {"shown": user, "password": password})
    messages.success(request, f"{user.name} {change.done}")
    return redirect("user_show", user.pk)
