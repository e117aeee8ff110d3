"""Keeps what somebody is typing, and throws it away when they say so."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.chronology.drafts.kinds import DraftKind
from homeward.web.chronology.drafts.mark import KeptElsewhereError, Mark, check_may_keep
from homeward.web.chronology.models import Draft
from homeward.web.people.models import Child
from homeward.web.people.recording import about_child
from homeward.web.people.rights import check_writes

MOST_LETTERS = 200_000
"""A draft is at most so long: ten times the longest note that anybody has need of."""

Answers = Mapping[str, Iterable[str]]


def keep_draft(*, child: Child, kind: DraftKind, answers: Answers, mark: Mark, by: User) -> Draft:
    """Keep what somebody has typed into a form about a child so far; return the draft.

    Only that it began leaves an audit row, without a word of it. What is kept from then on, every few seconds, leaves
    none: nobody but the writer can see it, so nothing of it is known to anybody until it is saved, which leaves its own
    row; and thousands of rows about typing would hide in the chain what it is kept for. Raises NotPermittedError,
    KeptElsewhereError, and ValidationError for what is longer than any note.
    """
    check_writes(child, by)
    kept = _kept(answers)
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(user=by, child=child, kind=kind.name).first()
        check_may_keep(mark, by, draft)
        if draft is not None:
            draft.answers, draft.page, draft.saved_at = kept, mark.page, clock.now()
            draft.save()
            return draft
    return _begin(child, kind, kept, mark, by)


def throw_away_draft(*, draft: Draft, by: User) -> None:
    """Throw away what somebody has begun to write; it cannot be got back. Nobody can throw away what is another's."""
    with recorded("draft_thrown_away", by=by) as entry:
        found = Draft.objects.select_related("child").filter(user=by, pk=draft.pk).first()
        if found is None:
            raise ValidationError("This draft is not there any more.")
        about_child(entry, found.child, by, found, kind=found.kind)
        found.delete()


def _begin(child: Child, kind: DraftKind, kept: dict[str, list[str]], mark: Mark, by: User) -> Draft:
    """Store a draft that was not there before."""
    present = clock.now()
    draft = Draft(user=by, child=child, kind=kind.name, begun_at=present, saved_at=present)
    draft.answers, draft.page = kept, mark.page
    try:
        with recorded("draft_begun", by=by) as entry:
            draft.save(force_insert=True)
            about_child(entry, child, by, draft, kind=kind.name)
    except IntegrityError as error:
        raise KeptElsewhereError("You have begun this in another window too: what is typed there is kept.") from error
    return draft


def _kept(answers: Answers) -> dict[str, list[str]]:
    """Return the answers as they are stored: without the one letter that PostgreSQL cannot store in JSON."""
    kept = {name: [value.replace("\0", "") for value in values] for name, values in answers.items()}
    if sum(len(name) + len(value) for name, values in kept.items() for value in values) > MOST_LETTERS:
        raise ValidationError("This is too long to be kept as a draft. Save it, and go on in another note.")
    return kept
