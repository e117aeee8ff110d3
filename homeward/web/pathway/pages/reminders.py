"""Where somebody says how they are reminded of what is due: by e-mail or not, and by a calendar of their own."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from homeward.practice.tasks.calendar import calendar
from homeward.web import clock
from homeward.web.accounts.confirming import confirmed
from homeward.web.pathway.models import Reminders
from homeward.web.pathway.work.digest.actions import choose_reminders
from homeward.web.pathway.work.feed.actions import make_feed, note_feed_read, revoke_feed
from homeward.web.pathway.work.feed.queries import entries_of, live_feed, opened_by
from homeward.web.pathway.work.forms import RemindersForm
from homeward.web.people.forms.attempts import is_done

NAME_OF_CALENDAR = "Homeward"


def reminders(request: HttpRequest) -> HttpResponse:
    """Ask to which address e-mails go, and whether they are wanted; say whether there is a calendar."""
    row = Reminders.objects.filter(user=request.user).first()
    held = {"address": request.user.email, "is_wanted": row.is_wanted if row else True}
    form = RemindersForm(request.POST or None, initial=held)
    user = request.user
    if request.method == "POST" and form.is_valid():
        choose = lambda: choose_reminders(**form.cleaned_data, user=user, by=user)  # noqa: E731 - as short as the others
        if is_done(form, choose):
            messages.success(request, "It is written down.")
            return redirect("reminders")
    return render(request, "pathway/reminders.html", {"form": form, "feed": live_feed(request.user)})


@confirmed
def feed_make(request: HttpRequest) -> HttpResponse:
    """Say what follows; make a calendar, and show its address once."""
    if request.method != "POST":
        return render(request, "pathway/feed_make.html", {"feed": live_feed(request.user)})
    _, text = make_feed(by=request.user)
    address = reverse("feed", args=[text])
    base = settings.HOMEWARD_ADDRESS
    return render(
        request, "pathway/feed_shown.html", {"address": base + address if base else request.build_absolute_uri(address)}
    )


def feed_revoke(request: HttpRequest) -> HttpResponse:
    """Close the calendar at once."""
    token = live_feed(request.user)
    if request.method == "POST" and token is not None:
        revoke_feed(token=token, by=request.user)
        messages.success(request, "The calendar is closed: its address opens nothing any more.")
    return redirect("reminders")


def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give out the due days of whose calendar the secret opens; whatever else is asked for is not there."""
    today = clock.today()
    token = opened_by(secret, today)
    if token is None:
        raise Http404
    if token.used_on != today:
        note_feed_read(token=token, by=token.user, on=today)
    text = calendar(NAME_OF_CALENDAR, entries_of(token.user, today), clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
