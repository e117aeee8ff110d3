"""Writes a child's looked-after history: entered by hand and checked as the return would be, or imported."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from homeward.sources.rows import Rows
from homeward.sources.ssda903.codes import CONTINUES, STARTED
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.audit.actions import recorded
from homeward.web.people.care.checking import ChildDetails, Complaint, EpisodeDetails, complaints_of
from homeward.web.people.care.importing import Imported, ToStore, compare
from homeward.web.people.care.queries import DETAILS, details_of
from homeward.web.people.entering import words_needed
from homeward.web.people.models import CareEpisode, Child, EpisodeSource, Household, Person
from homeward.web.people.recording import about_child
from homeward.web.people.rights import NotPermittedError, check_writes


class EpisodeDoubtfulError(Exception):
    """The return would complain of an episode: `complaints` say of what, which fields, and whether it may stand."""

    def __init__(self, complaints: Collection[Complaint]) -> None:
        """Keep the complaints; the message is all their sentences."""
        self.complaints = tuple(complaints)
        super().__init__(" ".join(complaint.sentence for complaint in complaints))


def enter_episode(  # noqa: PLR0913 - what is told, what it stands despite, by whom and when
    *,
    child: Child,
    episode: EpisodeDetails,
    why_moved: str = "",
    despite: Collection[str] = (),
    by: User | None,
    on: date,
) -> CareEpisode:
    """Add an episode of care. An open one before it ends the same day, and care goes on, unless care begins (RNE S).

    `why_moved` is why the placement of that one ended (REASON_PLACE_CHANGE). `despite` names rules whose complaints the
    person has read and lets stand; `on` is the day up to which returns are checked, today as a rule. Raises
    NotPermittedError and EpisodeDoubtfulError.
    """
    check_writes(child, by)
    with recorded("episode_entered", by=by) as entry:
        before = _open_before(child, episode)
        if before is not None:
            _end(before, episode.decom_on, CONTINUES, why_moved)
        added = _new(child, episode, by)
        others = [row for row in _standing(child) if before is None or row.pk != before.pk]
        _check(child, [*others, *([before] if before else []), added], added, despite, on)
        if before is not None:
            before.save()
        added.save()
        about_child(entry, child, by, added, despite=sorted(despite), ended=str(before.pk) if before else "")
    return added


def end_episode(  # noqa: PLR0913 - what is told, what it stands despite, by whom and when
    *,
    episode: CareEpisode,
    dec_on: date,
    reason_ceased: str,
    despite: Collection[str] = (),
    by: User | None,
    on: date,
) -> None:
    """Say on which day care ended, and how (REC). `despite`, `on` and errors as in `enter_episode`."""
    child = episode.child
    check_writes(child, by)
    with recorded("episode_ended", by=by) as entry:
        kept = _locked(episode)
        if kept.dec_on is not None:
            raise ValidationError("This episode has ended already. Correct it where its end is wrong.")
        _end(kept, dec_on, reason_ceased)
        kept.clean_fields(exclude={"child", "household", "entered_by", "struck_by", "struck_at"})
        _check(child, [row if row.pk != kept.pk else kept for row in _standing(child)], kept, despite, on)
        kept.save()
        about_child(entry, child, by, kept, despite=sorted(despite))


def correct_episode(  # noqa: PLR0913 - what is told, what it stands despite, by whom and when
    *,
    episode: CareEpisode,
    details: EpisodeDetails,
    because: str = "Corrected.",
    despite: Collection[str] = (),
    by: User | None,
    on: date,
) -> CareEpisode:
    """Put other days or codes in place of an episode's, such as its end; what stood before is struck out and stays.

    Where care goes on from one episode into the next, the day on which they meet moves for both. Returns the new row;
    `because` says what was wrong with the old. `despite`, `on` and errors as in `enter_episode`.
    """
    child = episode.child
    check_writes(child, by)
    why = words_needed(because, "because", "Say what was wrong.")
    with recorded("episode_corrected", by=by) as entry:
        kept = _locked(episode)
        others = {row.pk: row for row in _standing(child) if row.pk != kept.pk}
        changed = [(kept, details), *_meeting(kept, details, others.values())]
        added = [_instead_of(row, told, by) for row, told in changed]
        stay = [row for row in others.values() if row not in [old for old, _ in changed]]
        _check(child, [*stay, *added], added[0], despite, on)
        for old, _ in changed:
            _strike(old, why, by).save()
        for new in added:
            new.save()
        about_child(entry, child, by, added[0], despite=sorted(despite), instead_of=str(kept.pk))
    return added[0]


def strike_episode(*, episode: CareEpisode, because: str, by: User | None) -> None:
    """Say that an episode never was. It stays, struck out, with who, when and why."""
    check_writes(episode.child, by)
    why = words_needed(because, "because", "Say why this was wrong.")
    with recorded("episode_struck", by=by) as entry:
        kept = _strike(_locked(episode), why, by)
        kept.save()
        about_child(entry, kept.child, by, kept)


def place_episode(*, episode: CareEpisode, household: Household | None, by: User | None) -> None:
    """Say in which household a child lives during an episode; None for not known."""
    check_writes(episode.child, by)
    with recorded("episode_placed", by=by) as entry:
        kept = _locked(episode)
        kept.household = household
        kept.save()
        about_child(entry, kept.child, by, kept)


def import_children(*, rows: Rows, dataset: UUID, by: User | None) -> Imported:
    """Make or bring up to date the children and episodes of a dataset's rows, and return what became of them.

    Doing it again changes nothing. What people entered stays: an episode entered by hand is never changed, and facts
    of a person are filled in only where none are known. An episode that was imported before and that the rows hold no
    more is struck out. Names are not in returns. One audit row tells of the whole import.
    """
    with recorded("children_imported", by=by) as entry:
        found = compare(rows, dataset, by)
        _store(found)
        entry.subject_kind, entry.subject_id = "insight.dataset", str(dataset)
        entry.detail = asdict(found.told)
    return found.told


def _store(found: ToStore) -> None:
    Person.objects.bulk_create(found.new_persons)
    Child.objects.bulk_create(found.new_children)
    Person.objects.bulk_update(found.changed_persons, ["born_on", "born_exactly", "sex", "ethnicity"], batch_size=200)
    Child.objects.bulk_update(found.changed_children, ["is_unaccompanied", "unaccompanied_until_on"], batch_size=200)
    # First struck, then made: an episode whose first day moved may begin where another began before.
    CareEpisode.objects.bulk_update(found.struck_episodes, ["struck_at", "struck_by", "struck_because"], batch_size=200)
    CareEpisode.objects.bulk_update(found.changed_episodes, [*DETAILS, "end_imputed", "dataset"], batch_size=200)
    CareEpisode.objects.bulk_create(found.new_episodes)


def _new(child: Child, details: EpisodeDetails, by: User | None) -> CareEpisode:
    row = CareEpisode(
        child=child, source=EpisodeSource.ENTERED, entered_by=by, entered_at=clock.now(), **asdict(details)
    )
    row.clean_fields(exclude={"child", "household", "entered_by", "struck_by", "struck_at"})
    return row


def _standing(child: Child) -> list[CareEpisode]:
    return list(CareEpisode.objects.select_for_update(of=("self",)).filter(child=child, struck_at=None))


def _open_before(child: Child, episode: EpisodeDetails) -> CareEpisode | None:
    """Return the open episode that a new one follows in the same period of care, with why the placement ended."""
    if episode.reason_new_episode == STARTED:
        return None
    found = [row for row in _standing(child) if row.dec_on is None and row.decom_on < episode.decom_on]
    return found[-1] if found else None


def _check(child: Child, rows: list[CareEpisode], added: CareEpisode, despite: Collection[str], on: date) -> None:
    """Raise ValidationError for an episode to come, EpisodeDoubtfulError for what the return would say of one row.

    What was odd before of other episodes is not held against this one; those right before and after it are looked at.
    """
    if added.decom_on > on:
        raise ValidationError({"decom_on": "An episode is written down when it has begun, not before."})
    if added.dec_on and added.dec_on > on:
        raise ValidationError({"dec_on": "An end is written down when it has come, not before."})
    person = child.person
    told = [details_of(row) for row in rows]
    found = complaints_of(ChildDetails(person.born_on, person.sex, person.ethnicity), told, on)
    days = sorted(row.decom_on for row in rows)
    at = days.index(added.decom_on)
    near = set(days[max(at - 1, 0) : at + 2])
    found = [one for one in found if one.decom_on in near and not (one.may_stand and one.rule in despite)]
    if found:
        raise EpisodeDoubtfulError(found)


def _instead_of(row: CareEpisode, told: EpisodeDetails, by: User | None) -> CareEpisode:
    """Return a corrected episode that is not stored yet: where the child lived is known already."""
    added = _new(row.child, told, by)
    added.household = row.household
    return added


def _meeting(
    kept: CareEpisode, details: EpisodeDetails, others: Iterable[CareEpisode]
) -> Iterator[tuple[CareEpisode, EpisodeDetails]]:
    """Yield the episodes before and after whose day of meeting a corrected one moves, with what they tell then."""
    for row in others:
        if row.reason_ceased == CONTINUES and row.dec_on == kept.decom_on != details.decom_on:
            yield row, replace(details_of(row), dec_on=details.decom_on)
        goes_on = kept.reason_ceased == details.reason_ceased == CONTINUES
        if goes_on and details.dec_on and row.decom_on == kept.dec_on != details.dec_on:
            yield row, replace(details_of(row), decom_on=details.dec_on)


def _locked(episode: CareEpisode) -> CareEpisode:
    """Return a standing episode, locked. Raises NotPermittedError for one that is struck out."""
    kept = CareEpisode.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=episode.pk)
    if kept.struck_at is not None:
        raise NotPermittedError("This episode is struck out.")
    return kept


def _end(episode: CareEpisode, dec_on: date, reason_ceased: str, why_moved: str = "") -> None:
    """Set an episode's end, as told by hand: from then on no import changes the episode."""
    episode.dec_on, episode.reason_ceased, episode.reason_place_change = dec_on, reason_ceased, why_moved
    episode.source = EpisodeSource.ENTERED


def _strike(episode: CareEpisode, because: str, by: User | None) -> CareEpisode:
    episode.struck_at, episode.struck_by, episode.struck_because = clock.now(), by, because
    return episode
