"""Writes tokens: made by an administrator for somebody else, revoked by an administrator or the holder.

The holder and every auditor are told at once when a token is made: whoever has it reads with the holder's eyes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.accounts.secrets_of_tokens import digest_of, make_text
from homeward.web.api.models import ApiToken
from homeward.web.api.scopes import Scope
from homeward.web.audit.actions import recorded
from homeward.web.people.entering import words_needed
from homeward.web.people.models import Notice
from homeward.web.people.rights import NotPermittedError, check_has_role

LONGEST = timedelta(days=366)
"""A token lasts a year at most, a leap year included."""
_TOLD = "An administrator made a token with which another system reads records as {} could."


@dataclass(frozen=True)
class TokenDetails:
    """What a token is called, what it is for, and the first day on which it opens nothing any more."""

    name: str
    scopes: Sequence[Scope]
    expires_on: date


def make_token(*, holder: User, details: TokenDetails, by: User | None, on: date) -> tuple[ApiToken, str]:
    """Make a token that reads what `holder` may see, and return it with its text, which is stored nowhere.

    Raises NotPermittedError and ValidationError.
    """
    check_has_role(by, frozenset({Role.ADMINISTRATOR}), "make a token")
    _check(holder, details, by, on)
    text = make_text()
    with recorded("token_made", by=by) as entry:
        token = ApiToken(
            holder=holder,
            name=words_needed(details.name, "name", "Give the token a name."),
            scopes=sorted(details.scopes),
            digest=digest_of(text),
            made_by=by,
            made_at=clock.now(),
            expires_on=details.expires_on,
        )
        token.clean_fields(exclude={"made_by", "used_on", "revoked_by", "revoked_at"})
        token.save()
        Notice.objects.bulk_create(_notices(holder, by, on))
        entry.about(token)
        entry.detail = {"holder": holder.pk, "scopes": token.scopes, "expires_on": token.expires_on.isoformat()}
    return token, text


def revoke_token(*, token: ApiToken, by: User | None) -> None:
    """Let a token open nothing any more, at once. Raises NotPermittedError, and ValidationError the second time."""
    if by is not None and by.pk != token.holder_id:
        check_has_role(by, frozenset({Role.ADMINISTRATOR}), "revoke this token")
    with recorded("token_revoked", by=by) as entry:
        kept = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
        if kept.revoked_at is not None:
            raise ValidationError("This token is revoked already.")
        kept.revoked_by, kept.revoked_at = by, clock.now()
        kept.save()
        entry.about(kept)
        entry.detail = {"holder": kept.holder_id}


def note_first_use(*, token: ApiToken, by: User, on: date) -> None:
    """Write down that a token is used on a day, once that day; what is read with it has audit rows of its own."""
    if by.pk != token.holder_id:
        raise NotPermittedError("Only whose token it is uses it.")
    with recorded("token_used", by=by) as entry:
        ApiToken.objects.filter(pk=token.pk).update(used_on=on)
        entry.about(token)


def _check(holder: User, details: TokenDetails, by: User | None, on: date) -> None:
    if by is not None and by.pk == holder.pk:
        raise ValidationError({"holder": "Nobody makes a token for themselves: ask another administrator."})
    if not holder.is_active:
        raise ValidationError({"holder": "This person has left."})
    if not details.scopes:
        raise ValidationError({"scopes": "Choose what the token is for."})
    if not on < details.expires_on <= on + LONGEST:
        raise ValidationError({"expires_on": "A token ends after today, and within a year."})


def _notices(holder: User, by: User | None, on: date) -> list[Notice]:
    """Return the notices to the holder and every auditor but who makes the token."""
    held = HeldRole.objects.filter(HeldRole.held_on(on), role=Role.AUDITOR).values("user")
    auditors = User.objects.filter(pk__in=held, is_active=True).exclude(pk=holder.pk)
    told = [(holder, _TOLD.format("you") + " See it under Your account.")]
    told += [(user, _TOLD.format("a colleague")) for user in auditors]
    return [Notice(to=user, words=words, at=clock.now()) for user, words in told if by is None or user.pk != by.pk]
