"""Checks a child's episodes as the statutory return would, by writing them as returns and reading these.

There is no second copy of the return's rules here: what the reader of returns says of a row is said of the episode.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from homeward.sources.day import return_year_of
from homeward.sources.findings import Finding
from homeward.sources.ssda903 import read_files, stitch
from homeward.sources.ssda903.codes import valid_codes
from homeward.sources.ssda903.layout import EPISODES, HEADER, LAYOUTS
from homeward.sources.ssda903.rules import RULES

CANNOT_STAND = frozenset(
    {
        "code_unknown",
        "code_missing",
        "code_not_valid_in_year",
        "reason_without_end",
        "end_without_reason",
        "end_before_start",
        "episode_repeated",
        "overlap_cut",
        "open_then_followed",
    }
)
"""Rules that an episode entered by hand must keep; what breaks another may stand if the person says that it is so."""

FIELD_OF = {field.column: field.name for field in LAYOUTS[EPISODES].fields} | {"DECOM": "decom_on", "DEC": "dec_on"}
"""The field of `CareEpisode` for each column of the return."""

_CHILD, _MARK = "THECHILD", "THEMARK"
_WHAT_THE_READER_DID = re.compile(r"\b(was|were|taken|kept|counts?)\b")


@dataclass(frozen=True)
class EpisodeDetails:
    """An episode in the return's codes: RNE, LS, CIN, PLACE, PLACE_PROVIDER, REC and REASON_PLACE_CHANGE."""

    decom_on: date
    reason_new_episode: str
    legal_status: str
    need: str
    place: str
    place_provider: str = ""
    dec_on: date | None = None
    reason_ceased: str = ""
    reason_place_change: str = ""


@dataclass(frozen=True)
class ChildDetails:
    """What the return's Header says of the child: `sex` in words, `ethnicity` a code, either empty or unknown."""

    born_on: date | None
    sex: str
    ethnicity: str


@dataclass(frozen=True)
class Complaint:
    """What the return would say of one episode (`decom_on`): rule, field of the episode (or empty), and a sentence."""

    decom_on: date
    rule: str
    field: str
    sentence: str

    @property
    def may_stand(self) -> bool:
        """True where the episode may be kept all the same, if the person says that it is so."""
        return self.rule not in CANNOT_STAND


def complaints_of(child: ChildDetails, episodes: Sequence[EpisodeDetails], on: date) -> tuple[Complaint, ...]:
    """Return what the returns up to that of a day would say of a child's episodes, each thing once, in their order."""
    ordered = sorted(episodes, key=lambda episode: episode.decom_on)
    found = dict.fromkeys(_end_before_start(ordered))
    sound = [episode for episode in ordered if episode.dec_on is None or episode.dec_on >= episode.decom_on]
    if sound:
        years = range(return_year_of(sound[0].decom_on), max(return_year_of(on), return_year_of(_last(sound))) + 1)
        told = {year: [episode for episode in sound if _is_told_in(episode, year)] for year in years}
        rows = stitch(read_files(dict(_files(child, told))))
        for finding in rows.findings:
            found |= dict.fromkeys(_complaint(finding, told))
    return tuple(sorted(found, key=lambda complaint: (complaint.decom_on, complaint.may_stand)))


def said_of(rule: str) -> str:
    """Return what a rule says of an episode, whichever of its codes it is about. Raises KeyError for no rule."""
    return _sentence(rule, "one of its codes")


def _end_before_start(episodes: Sequence[EpisodeDetails]) -> Iterator[Complaint]:
    for episode in episodes:
        if episode.dec_on and episode.dec_on < episode.decom_on:
            yield Complaint(episode.decom_on, "end_before_start", "dec_on", _sentence("end_before_start", "DEC"))


def _last(episodes: Sequence[EpisodeDetails]) -> date:
    return max(day for episode in episodes for day in (episode.decom_on, episode.dec_on) if day)


def _is_told_in(episode: EpisodeDetails, year: int) -> bool:
    """Tell whether an episode overlaps a return year."""
    return episode.decom_on <= _ends_on(year) and (episode.dec_on is None or episode.dec_on > _ends_on(year - 1))


def _ends_on(year: int) -> date:
    return date(year, 3, 31)


def _files(child: ChildDetails, told: dict[int, list[EpisodeDetails]]) -> Iterator[tuple[str, bytes]]:
    """Yield the Header of the last year, which is the one that counts, and each year's Episodes."""
    last = max(told)
    sexes = dict(zip(("male", "female"), valid_codes("SEX", last), strict=False))
    header = (*LAYOUTS[HEADER].required, *LAYOUTS[HEADER].not_kept)
    yield f"{last}/header.csv", _csv(header, [_header(child, sexes.get(child.sex, ""))])
    for year, episodes in told.items():
        rows = [_row(episode, year) for episode in episodes]
        yield f"{year}/episodes.csv", _csv(LAYOUTS[EPISODES].known, [*rows, _mark(year)])


def _header(child: ChildDetails, sex: str) -> dict[str, str]:
    return {"CHILD": _CHILD, "SEX": sex, "DOB": _day(child.born_on), "ETHNIC": child.ethnicity}


def _row(episode: EpisodeDetails, year: int) -> dict[str, str]:
    """Return an episode as the return of a year tells it: open where it ended after that year."""
    is_open = episode.dec_on is None or episode.dec_on > _ends_on(year)
    return {
        "CHILD": _CHILD,
        "DECOM": _day(episode.decom_on),
        "RNE": episode.reason_new_episode,
        "LS": episode.legal_status,
        "CIN": episode.need,
        "PLACE": episode.place,
        "PLACE_PROVIDER": episode.place_provider,
        "DEC": "" if is_open else _day(episode.dec_on),
        "REC": episode.reason_ceased if not is_open or episode.dec_on is None else "",
        "REASON_PLACE_CHANGE": "" if is_open else episode.reason_place_change,
    }


def _mark(year: int) -> dict[str, str]:
    """Return an episode of another, made-up child, by whose days the reader knows which year a file is of."""
    days = {"DECOM": _day(date(year - 1, 4, 1)), "DEC": _day(_ends_on(year))}
    codes = {"RNE": "S", "LS": "V2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1", "REC": "E8"}
    return {"CHILD": f"{_MARK}{year}", **days, **codes}


def _csv(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _complaint(finding: Finding, told: dict[int, list[EpisodeDetails]]) -> Iterator[Complaint]:
    """Yield a finding about one of the child's own rows as a complaint; findings about files and the mark are none."""
    year, _, name = finding.file.partition("/")
    if name != "episodes.csv" or finding.line is None or finding.line - 2 >= len(told[int(year)]):
        return
    episode = told[int(year)][finding.line - 2]
    field = FIELD_OF.get(finding.column or "", "")
    yield Complaint(episode.decom_on, finding.rule, field, _sentence(finding.rule, finding.column))


def _sentence(rule: str, column: str | None) -> str:
    """Return the shelf's words for a rule as a sentence about an episode that nobody has repaired yet."""
    known = RULES[rule]
    means, _, more = known.means.format(column=column).partition(": ")
    if more and not _WHAT_THE_READER_DID.search(more):
        means = f"{means}: {more}"
    do = known.do
    if not known.is_of_a_row:
        means, do = f"has a code in {column} that is not in use in one of its years", "choose another"
    return f"This episode {means}; {do}."
