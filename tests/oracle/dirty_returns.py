"""Random returns, as untidy as real ones: careers of a few children over some years, then the ways that files break."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

COLUMNS = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC")
FIRST_YEAR, LAST_YEAR = 2018, 2021
ENDS = ("E4A", "E4A", "E4A", "E4B", "E4B", "E4", "E13", "E8", "E45", "E3", "E99", "E5")


def write_returns(seed: int, folder: Path) -> Path:
    """Write one random set of returns, a folder a year; the same seed gives the same files."""
    chance = random.Random(seed)
    children = [f"C{number}" for number in range(chance.randint(1, 12))]
    episodes = [episode for child in children for episode in _career(chance, child)]
    headers = _headers(chance, children)
    dirt = chance.choice((0.0, 0.1, 0.4))
    years_back = chance.choice((0, 0, 0, 1))  # some systems send last year's ends again
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        rows = [row for episode in episodes for row in _shown_in(episode, year, years_back)]
        rows = [changed for row in rows for changed in _dirty(chance, row, dirt)]
        if chance.random() < 0.3:
            chance.shuffle(rows)
        _write(folder / f"return {year}" / "episodes.csv", COLUMNS, rows)
        _write(folder / f"return {year}" / "header.csv", ("CHILD", "SEX", "DOB", "ETHNIC"), headers)
    return folder


def _career(chance: random.Random, child: str) -> list[dict[str, object]]:
    day = date(FIRST_YEAR - 1, 1, 1) + timedelta(chance.randint(0, 900))
    episodes: list[dict[str, object]] = []
    new = chance.choice("SSSP")
    while day < date(LAST_YEAR, 3, 31) and len(episodes) < 9:
        ended = day + timedelta(chance.choice((0, 1, 30, 90, 200, 400)) + chance.randint(0, 20))
        if chance.random() < 0.1:  # followed for a year to the day, and a day less
            ended = max(day, date(LAST_YEAR - 1, 3, 31) + timedelta(chance.randint(0, 1)))
        continues = chance.random() < 0.45
        episodes.append(
            {
                "CHILD": child,
                "DECOM": day,
                "RNE": new,
                "LS": chance.choice(("C1", "C2", "V2")) if chance.random() < 0.95 else chance.choice(("V3", "V4")),
                "CIN": "N1",
                "PLACE": "U4",
                "DEC": ended,
                "REC": "X1" if continues else chance.choice(ENDS),
            }
        )
        gap = 0 if continues else chance.choice((0, 1, 30, 200, 364, 365, 366, 367, 500))
        new = chance.choice("PPPLBUT") if continues else "S"
        if chance.random() < 0.05:  # a gap or a restart that the codes do not expect
            gap, new = chance.randint(0, 20), chance.choice("SP")
        day = ended + timedelta(gap)
        if day == episodes[-1]["DECOM"]:
            day += timedelta(1)
    return episodes


def _shown_in(episode: dict[str, object], year: int, years_back: int) -> list[dict[str, object]]:
    """Return the episode as the return of that year holds it: open where it goes on beyond 31 March."""
    opens, closes = date(year - 1 - years_back, 4, 1), date(year, 3, 31)
    if episode["DECOM"] > closes or episode["DEC"] < opens:
        return []
    return [episode | ({"DEC": "", "REC": ""} if episode["DEC"] > closes else {})]


def _dirty(chance: random.Random, row: dict[str, object], dirt: float) -> list[dict[str, object]]:
    if chance.random() >= dirt:
        return [row]
    closed = isinstance(row["DEC"], date)
    nudge = timedelta(chance.choice((-400, -30, -1, 1, 7, 30)))
    kinds = {
        "vanished": lambda: [],
        "repeated": lambda: [row, row],
        "changed": lambda: [row | {"LS": "E1"}],
        "repeated, changed": lambda: [row, row | {"PLACE": "K2"}],
        "began on another day": lambda: [row | {"DECOM": row["DECOM"] + nudge}],
        "ended on another day": lambda: [row | ({"DEC": row["DEC"] + nudge} if closed else {})],
        "reason without an end": lambda: [row | {"DEC": "", "REC": chance.choice(("X1", "E4A"))}],
        "end without a reason": lambda: [row | {"REC": ""}],
        "end not in the year": lambda: [row | ({"DEC": "", "REC": ""} if closed else {})],
        "another reason": lambda: [row | ({"REC": chance.choice(("X1", "E4B", "??"))} if closed else {})],
        "started again": lambda: [row | {"RNE": "S"}],
        "not started": lambda: [row | {"RNE": "P"}],
        "unreadable": lambda: [row | {"DECOM": "31/02/2019"}],
        "end unreadable": lambda: [row | {"DEC": "soon"}],
        "nobody": lambda: [row | {"CHILD": ""}],
        "short break": lambda: [row | {"LS": "V4"}],
    }
    return kinds[chance.choice(sorted(kinds))]()


def _headers(chance: random.Random, children: list[str]) -> list[dict[str, object]]:
    """Return a header row for all children but one, of whom nobody knows more; some are nearly of age."""
    return [
        {
            "CHILD": child,
            "SEX": chance.choice("12"),
            "DOB": chance.choice((date(2000, 2, 29), date(2001, 1, 15), date(2001, 9, 1), date(2012, 5, 15), "")),
            "ETHNIC": "WBRI",
        }
        for child in children[1:]
    ]


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)


def _cell(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
