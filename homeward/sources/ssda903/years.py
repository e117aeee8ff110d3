"""Works out from the rows which year's return a group of files is, and says where names and expectations differ."""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from homeward.sources.day import date_of, return_year_of, year_end, year_start
from homeward.sources.findings import Finding
from homeward.sources.ssda903.codes import CODES
from homeward.sources.ssda903.layout import CARE_PLANS, EPISODES
from homeward.sources.ssda903.noticed import note, warning
from homeward.sources.ssda903.typed import CodeUsed, TypedFile

LAST_MONTHS_DAYS = 61
"""A full return has an episode that begins or ends in its year's last days, so many of them."""

DATES_ENOUGH = 30
"""With fewer dates than this in its year, a return is too small to tell an extract from a quiet spell."""

_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?:[-_ ]?(\d\d|20\d\d))?(?!\d)")


def years_of_returns(files: Sequence[TypedFile]) -> dict[str, int]:
    """Return the year of each group of files that has an episode, in the order of the years and then of the names."""
    found: dict[str, int] = {}
    episodes = [file for file in files if file.table == EPISODES]
    for group in sorted({file.group for file in episodes}):
        days = pl.concat([file.rows.select("decom_day", "dec_day") for file in episodes if file.group == group])
        year = return_year(days)
        if year is not None:
            found[group] = year
    return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))


def return_year(episodes: pl.DataFrame) -> int | None:
    """Return the year in which most closed episodes ended (a tie: the later), else that of the latest beginning.

    `episodes` has `decom_day` and `dec_day`. Nothing where there is no episode.
    """
    by_year: dict[int, int] = {}
    for day, count in episodes["dec_day"].drop_nulls().value_counts().iter_rows():
        year = return_year_of(date_of(day))
        by_year[year] = by_year.get(year, 0) + count
    if by_year:
        return max(by_year, key=lambda year: (by_year[year], year))
    began = episodes["decom_day"].to_list()
    return return_year_of(date_of(max(began))) if began else None


def year_in_name(name: str) -> int | None:
    """Return the return year that a folder's or file's name speaks of, if any: "2021-22" and "2022" both mean 2022."""
    found = list(_YEAR_IN_NAME.finditer(name))
    if not found:
        return None
    first, second = found[-1].groups()
    follows = second is not None and int(second) % 100 == (int(first) + 1) % 100
    return int(first) + 1 if follows else int(first)


def year_findings(
    source: str, files: Sequence[TypedFile], returns: Mapping[str, int], expected: int | None
) -> Iterator[Finding]:
    """Yield what is to be said about the years of the returns (by group), and about groups that are no plain return."""
    years = sorted(set(returns.values()))
    if expected is not None and expected not in years:
        listed = ", ".join(str(year) for year in years)
        says = f"The return expected is {expected}; by its episodes, what was read is {listed}."
        yield warning("year_differs_from_expected", source, says)
    for missing in sorted(set(range(years[0], years[-1])) - set(years)):
        yield note("year_not_there", source, f"The return of {_in_words(missing)} is not there.")
    for group in sorted({file.group for file in files}):
        yield from _group_findings(source, group, [file for file in files if file.group == group], returns.get(group))
    last = [file for file in files if file.table == EPISODES and returns.get(file.group) == years[-1]]
    yield from _part_year(source, last, years[-1])
    yield from _codes_out_of_year(files, returns)


def _part_year(source: str, last: Sequence[TypedFile], year: int) -> Iterator[Finding]:
    """Yield a note where the last return stops well before its year's end: many dates, and none in the last months."""
    in_year = pl.col("day").is_between(year_start(year), year_end(year))
    dated = pl.concat(file.rows.select(pl.col(name).alias("day")) for file in last for name in ("decom_day", "dec_day"))
    found = dated.filter(in_year).select(pl.len(), pl.col("day").max().alias("last")).row(0)
    count, day = int(found[0]), found[1]
    if count >= DATES_ENOUGH and day <= year_end(year) - LAST_MONTHS_DAYS:
        says = (
            f"The return of {_in_words(year)} has nothing dated after {date_of(day):%-d %B %Y}: if it is an extract "
            "from within the year, take the day of the extract as the day the figures are for (--as-of)."
        )
        yield note("part_year", source, says)


def _codes_out_of_year(files: Sequence[TypedFile], returns: Mapping[str, int]) -> Iterator[Finding]:
    """Yield one warning for each file and code that stands in the return of a year in which it is not in use."""
    for file in files:
        year = returns.get(file.group)
        for use in file.codes_used if year is not None else ():
            known = CODES[use.column].get(use.code)
            if year is not None and known is not None and not known.is_valid_in(year):
                yield _code_out_of_year(file.name, use, year)


def _code_out_of_year(file: str, use: CodeUsed, year: int) -> Finding:
    says = (
        f"Line {use.first_line} of {file} has the code {use.code} in {use.column}, which is not in use in the return "
        f"of {_in_words(year)} ({use.rows} rows in all): it was kept as it is; correct it."
    )
    return Finding("warning", "code_not_valid_in_year", file, use.first_line, use.column, use.code, says)


def _group_findings(source: str, group: str, files: Sequence[TypedFile], year: int | None) -> Iterator[Finding]:
    name = group or source
    episodes = [file for file in files if file.table == EPISODES]
    if year is None:
        if any(file.table != CARE_PLANS for file in files):
            says = f"{name} has tables and no Episodes that can be used: every other return counts as later."
            yield warning("header_without_episodes", name, says)
        return
    named = next(
        (found for one in (group, *(file.name for file in files), source) if (found := year_in_name(one))), year
    )
    if named != year:
        says = f"The name {name} says {named}; by its episodes it is the return of {_in_words(year)}."
        yield note("year_differs_from_name", name, says)
    if len(episodes) > 1:
        says = f"{name} holds {len(episodes)} Episodes files and was read as one return: give each year its own folder."
        yield warning("several_files_one_return", name, says)


def _in_words(year: int) -> str:
    return f"1 April {year - 1} to 31 March {year}"
