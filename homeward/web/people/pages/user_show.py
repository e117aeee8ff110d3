"""One person who signs in, for the administrator: their roles, second factor and sessions, with what can be changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from homeward.web import clock
from homeward.web.accounts.identity_provider import provider_name
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.queries import identity_of, open_sessions, second_factors
from homeward.web.people.middleware import note_subject


@require_safe
def user_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody's account; nobody's children, and no password."""
    user = get_object_or_404(User, pk=pk)
    note_subject(request, user)
    today = clock.today()
    context = {
        "shown": user,
        "is_self": user == request.user,
        "is_dormant": user.is_dormant(today),
        "roles": [(held, _state(held, today)) for held in user.held_roles.order_by("-begins_on", "role")],
        "factors": second_factors(user),
        "sessions": open_sessions(user, clock.now(), request.session.session_key),
        "provider_name": provider_name(),
        "identity": identity_of(user),
    }
    return render(request, "people/user_show.html", context)


def _state(held: HeldRole, today: object) -> str:
    """Return whether a role is held now, will be, or was."""
    if held.begins_on > today:
        return "to come"
    return "held" if held.ends_on is None or held.ends_on > today else "ended"
