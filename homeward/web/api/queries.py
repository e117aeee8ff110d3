"""Reads tokens: whose a text is, whether it still opens anything, and lists of them."""

from datetime import date

from django.db.models import QuerySet

from homeward.web.accounts.models import User
from homeward.web.accounts.queries import was_shut_out_since
from homeward.web.accounts.roles import Role
from homeward.web.accounts.secrets_of_tokens import digest_of
from homeward.web.api.models import ApiToken


def token_of(text: str) -> ApiToken | None:
    """Return the token with this text, live or not, with whose it is; one query."""
    return ApiToken.objects.select_related("holder").filter(digest=digest_of(text)).first()


def is_live(token: ApiToken, on: date) -> bool:
    """Tell whether a token opens anything on a day: not expired, not revoked, and its holder has not left since.

    Whoever was shut out and comes back gets no tokens back: what the audit says of them ends those made before.
    """
    if token.revoked_at is not None or token.expires_on <= on or not token.holder.is_active:
        return False
    return not was_shut_out_since(token.holder, token.made_at)


def every_token() -> QuerySet[ApiToken]:
    """Return every token, the last made first, with whose it is."""
    return ApiToken.objects.select_related("holder", "made_by").order_by("-made_at")


def tokens_for(user: User, roles: frozenset[Role]) -> QuerySet[ApiToken]:
    """Return the tokens that somebody may see and revoke: every one for administrators, else their own."""
    tokens = every_token()
    return tokens if Role.ADMINISTRATOR in roles else tokens.filter(holder=user)
