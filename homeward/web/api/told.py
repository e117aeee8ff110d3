"""What other systems are told of each kind of record: every field with its meaning, no address and no way to reach."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from homeward.practice.chronology.event import Category, Knowledge, Origin, Reach
from homeward.practice.chronology.when import Exactness as ExactnessOfWhen
from homeward.web.people.models import EpisodeSource, Exactness, Kinship, NameKind, Sex


def field(description: str, **words: Any) -> Any:
    """Return a field with what it means."""
    return Field(description=description, **words)


class TeamTold(Schema):
    """The team responsible for a child today."""

    id: UUID = field("The team’s id.")
    name: str = field("The team’s name.")


class ChildTold(Schema):
    """A child’s record, without names: these are the person’s."""

    id: UUID = field("The record’s id.")
    person_id: UUID = field("The id of the person whose record it is.")
    local_id: str = field("The council’s own id: the return’s CHILD.")
    opened_on: date = field("The day on which the record began.")
    closed_on: date | None = field("The day on which it was closed; null while it is open.")
    is_unaccompanied: bool = field("Whether the child is an unaccompanied asylum-seeking child.")
    unaccompanied_until_on: date | None = field("Until when: the return’s DUC.")
    team: TeamTold | None = field("The team responsible today; null where there is none.")


class NameTold(Schema):
    """One name that somebody bears or bore."""

    given: str = field("First names.")
    family: str = field("Family name.")
    kind: NameKind = field("What kind of name it is.")
    is_shown: bool = field("Whether it is the one shown first.")


class PersonTold(Schema):
    """Somebody in a record: a child, a relative, somebody in the network round a child."""

    id: UUID = field("The person’s id.")
    child_id: UUID | None = field("The id of their own record as a child, where that is open to the token.")
    names: list[NameTold] = field("The names that stand; empty where none is recorded.")
    born_on: date | None = field("The day of birth, as exactly as `born_exactly` says; null where it is not known.")
    born_exactly: Exactness = field("How exactly the day of birth is known.")
    died_on: date | None = field("The day of death; null where none is recorded.")
    sex: Sex = field("Sex, in the words of the return.")
    ethnicity: str = field("Ethnicity, in the return’s code; empty where it is not recorded.")
    first_language: str = field("The first language; empty where it is not recorded.")
    needs_interpreter: bool = field("Whether an interpreter is needed.")


class RelativeTold(PersonTold):
    """Somebody in a child’s record, with what they are to the child."""

    kinship: list[Kinship] = field("What they are to the child today; empty for who is no kin, and for the child.")


class EpisodeTold(Schema):
    """A stretch of care in which legal status, placement and carer stay the same, in the return’s codes."""

    id: UUID = field("The episode’s id.")
    child_id: UUID = field("The id of the child’s record.")
    decom_on: date = field("The first day: DECOM.")
    dec_on: date | None = field("The day on which it ended: DEC; null while it lasts.")
    reason_new_episode: str = field("Why it began: RNE.")
    legal_status: str = field("Legal status: LS.")
    need: str = field("The child’s main need: CIN.")
    place: str = field("Kind of placement: PLACE.")
    place_provider: str = field("Who provides it: PLACE_PROVIDER.")
    reason_ceased: str = field("Why it ended: REC; empty while it lasts.")
    reason_place_change: str = field("Why the placement changed: REASON_PLACE_CHANGE.")
    end_imputed: bool = field("Whether the end was not in any return and is assumed.")
    source: EpisodeSource = field("Whether it was entered by hand or came from the returns.")
    entered_at: datetime = field("When it was stored here.")


class MentionTold(Schema):
    """Somebody whom an event is about besides the child."""

    person_id: UUID = field("The person’s id.")
    name: str = field("The name shown first.")


class EventTold(Schema):
    """One thing that happened in a child’s life, as far as whose token it is may read it."""

    key: str = field("What tells it from every other event of the child.")
    first_on: date = field("The first day, as exactly as `exactness` says.")
    last_on: date | None = field("The last day, where it lasted.")
    exactness: ExactnessOfWhen = field("How exactly the day is known.")
    at: time | None = field("The time of day, where that is known.")
    category: Category = field("What kind of thing happened.")
    what: str = field("What happened.")
    knowledge: Knowledge = field("Whence it is known.")
    known_from: str = field("More of whence it is known.")
    meant: str = field("What it meant for this child.")
    private: str = field("What of it concerns this child alone.")
    mentions: list[MentionTold] = field("Whom it is about besides.")
    siblings: list[MentionTold] = field("Which other children it concerns, as far as they may be told.")
    reach: Reach = field("How far it may be told.")
    origin: Origin = field("How it came into the chronology.")
    by: str = field("Who wrote it; empty where the system did.")
