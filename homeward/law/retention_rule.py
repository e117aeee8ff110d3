"""How long the law has a child's record kept: from birth, or from an early death, nation by nation."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from homeward.law.clock import anniversary
from homeward.law.duty import Status
from homeward.law.entry import checked_entry
from homeward.law.nation import Nation

_ONE_DAY = timedelta(days=1)
_FOLDER = "retention"


class RecordPart(StrEnum):
    """Which kind of record of a child it is; each has its own rule.

    Of a child who was ever looked after the whole record is the case record; an adoption has a longer rule of its own.
    """

    LOOKED_AFTER = "looked_after"
    ADOPTION = "adoption"
    OTHER = "other"


PART_WORDS: dict[RecordPart, str] = {
    RecordPart.LOOKED_AFTER: "case record of a looked-after child",
    RecordPart.ADOPTION: "record of an adoption",
    RecordPart.OTHER: "record of a child who was never looked after",
}


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """One rule of how long a part of a record is kept. `reference` is the instrument, `read_in` where we read it.

    The record is kept until and on the day on which the person reaches `years_from_birth`; where they died before the
    age of `adult_at`, instead for `years_from_early_death` that begin with the day of death. `status` says how we know;
    by a rule that is not `found` nothing is destroyed. `in_force_to` is its last day, None while it is in force.

    Raises ValueError where a text is blank, an address is none, or a number of years is not positive.
    """

    id: str
    nation: Nation
    title: str
    part: RecordPart
    requirement: str
    instrument: str
    reference: str
    read_in: str
    checked_on: date
    status: Status
    in_force_from: date
    years_from_birth: int
    adult_at: int
    years_from_early_death: int
    in_force_to: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "requirement", "instrument"):
            if not getattr(self, name).strip():
                raise ValueError(f"A rule of retention needs its {name}.")
        if not (self.reference.startswith("https://") and self.read_in.startswith("https://")):
            raise ValueError(
                "A rule of retention needs two addresses beginning with https://: its text, and where read."
            )
        if min(self.years_from_birth, self.adult_at, self.years_from_early_death) < 1:
            raise ValueError("A rule of retention counts in whole years, at least one.")

    @property
    def is_settled(self) -> bool:
        """True where the words were read, so that a record may be destroyed by it."""
        return self.status == Status.FOUND

    def is_in_force(self, day: date) -> bool:
        """Tell whether the rule holds on a day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True)
class Life:
    """What the rules hang on: the day of birth and of death as they are known to the day, else None.

    `is_dead` is True also where the day of death is not known to the day.
    """

    born_on: date | None
    died_on: date | None = None
    is_dead: bool = False


@dataclass(frozen=True)
class Kept:
    """Until and on which day a record is kept, and why; None: for good, or until more is known."""

    to_on: date | None
    reason: str
    rule: RetentionRule | None = None

    def is_over(self, day: date) -> bool:
        """Tell whether the record need not be kept any more on a day."""
        return self.to_on is not None and day > self.to_on


def keep_until(life: Life, rule: RetentionRule) -> Kept:
    """Return until and on which day one rule has a record kept, with the reason in a sentence.

    Born on 29 February, an age is reached on 1 March of a common year (`anniversary`). Whoever died on the birthday on
    which they came of age had come of age. Where the day of birth is not known to the day, nobody can say: for good.
    """
    if not rule.is_settled:
        return Kept(None, f"Kept: the wording of {rule.instrument} is still to be checked.", rule)
    if life.born_on is None:
        return Kept(None, "Kept: the date of birth is not known to the day.", rule)
    if life.died_on is None and life.is_dead:
        return Kept(None, "Kept: the date of death is not known to the day.", rule)
    if life.died_on is not None and life.died_on < life.born_on:
        return Kept(None, "Kept: the date of death is before the date of birth, so one of them is wrong.", rule)
    if life.died_on is not None and life.died_on < anniversary(life.born_on, rule.adult_at):
        last = anniversary(life.died_on, rule.years_from_early_death) - _ONE_DAY
        said = f"{rule.years_from_early_death} years beginning with the death before the age of {rule.adult_at}"
    else:
        last = anniversary(life.born_on, rule.years_from_birth)
        said = f"the {rule.years_from_birth}th anniversary of birth"
    return Kept(last, f"Kept until and on {last.day} {last:%B %Y}: {said} ({rule.instrument}).", rule)


def keep_record(life: Life, part: RecordPart, nation: Nation, day: date) -> Kept:
    """Return until when a record is kept by the rules that a nation has for its part on a day.

    Several rules: the longest. None that we know: for good.
    """
    rules = [rule for rule in rules_of(nation) if rule.part == part and rule.is_in_force(day)]
    found = [keep_until(life, rule) for rule in rules]
    if not found:
        return Kept(None, f"Kept: no rule is known for the {PART_WORDS[part]} in {nation.full_name}.")
    return next((kept for kept in found if kept.to_on is None), None) or max(found, key=lambda kept: kept.to_on or day)


@cache
def rules_of(nation: Nation) -> tuple[RetentionRule, ...]:
    """Return every rule of a nation in the order of their ids; none where we know of none yet."""
    folder = files("homeward.law") / _FOLDER / nation.value
    names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
    return tuple(read_rule(nation, name, (folder / name).read_text(encoding="utf-8")) for name in names)


def read_rule(nation: Nation, file_name: str, text: str) -> RetentionRule:
    """Read a rule from the TOML text of its file, whose name is the rule's id.

    Raises ValueError, one sentence that names the file, where a key or a value is not as `RetentionRule` wants it.
    """
    try:
        given = checked_entry(RetentionRule, tomllib.loads(text), left_out=("id", "nation"))
        part, status = RecordPart(given.pop("part")), Status(given.pop("status"))
        return RetentionRule(id=file_name.removesuffix(".toml"), nation=nation, part=part, status=status, **given)
    except ValueError as error:
        raise ValueError(f"{_FOLDER}/{nation}/{file_name}: {error}") from error
