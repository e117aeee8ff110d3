"""Valid returns with every table, made from a seed, as CSV or XML: what the tests of reading start from."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

Cells = dict[str, str]
Tables = dict[str, list[Cells]]

COLUMNS: Mapping[str, str] = {
    "Header": "CHILD SEX DOB ETHNIC UPN MOTHER MC_DOB",
    "Episodes": "CHILD DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE HOME_POST PL_POST URN",
    "Reviews": "CHILD DOB REVIEW REVIEW_CODE",
    "UASC": "CHILD SEX DOB DUC",
    "OC2": "CHILD DOB SDQ_SCORE SDQ_REASON CONVICTED HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT "
    "SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED",
    "OC3": "CHILD DOB IN_TOUCH ACTIV ACCOM",
    "AD1": "CHILD DOB DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR",
    "PlacedAdoption": "CHILD DOB DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED",
    "PrevPerm": "CHILD DOB PREV_PERM LA_PERM DATE_PERM",
    "Missing": "CHILD DOB MISSING MIS_START MIS_END",
    "SWEpisodes": "CHILD DOB SW_ID SW_DECOM SW_DEC SW_REASON",
    "DoLo": "CHILD DOB DOLO_START DOLO_END",
}
"""The columns of every table of the return, in the order of the statutory CSV."""

ELEMENTS: Mapping[str, str] = {
    "Episodes": "EPISODE",
    "Reviews": "AREVIEW",
    "OC2": "OC2",
    "PlacedAdoption": "AD_PLACED",
    "PrevPerm": "PERMANENCE",
    "Missing": "AMISSING",
    "SWEpisodes": "SWEPISODE",
    "DoLo": "DOLO",
}
"""The XML element of each table's rows; UASC, OC3 and AD1 stand among the cells of HEADER."""


def make_returns(seed: int, children: int, years: Sequence[int]) -> dict[int, Tables]:
    """Return, for each return year, the rows of every table for so many children, and one who comes and goes in it."""
    chance = random.Random(seed)
    returns: dict[int, Tables] = {year: {table: [] for table in COLUMNS} for year in years}
    for number in range(children):
        _tell_child(chance, f"C{number:05}", returns)
    for year, tables in returns.items():
        child = {"CHILD": f"P{year}", "SEX": "F" if year > 2024 else "2", "DOB": "01/06/2010", "ETHNIC": "WBRI"}
        stay = {"DECOM": f"10/05/{year - 1}", "DEC": f"03/06/{year - 1}", "RNE": "S", "REC": "E4A", "PLACE": "U6"}
        tables["Header"].append(child)
        tables["Episodes"].append({"CHILD": child["CHILD"], "LS": "C2", "CIN": "N1", **stay})
    return returns


def _tell_child(chance: random.Random, child: str, returns: dict[int, Tables]) -> None:
    first, last = min(returns), max(returns)
    born = date(first - 12, 6, 1) + timedelta(chance.randrange(1500))
    began = date(first - 1, 4, 2) + timedelta(chance.randrange(200))
    moved = began + timedelta(30 + chance.randrange(100))
    ended = max(moved, date(last - 1, 5, 1)) + timedelta(1 + chance.randrange(600))
    for year, tables in returns.items():
        opens, closes = date(year - 1, 4, 1), date(year, 3, 31)
        tables["Header"].append(
            {"CHILD": child, "SEX": "F" if year > 2024 else "2", "DOB": _day(born), "ETHNIC": "WBRI", "UPN": "UN1"}
        )
        first_stay = {"DECOM": _day(began), "RNE": "S", "PLACE": "U6", "DEC": _day(moved), "REC": "X1"}
        second = {"DECOM": _day(moved), "RNE": "P", "PLACE": "U4"}
        if ended <= closes:
            second |= {"DEC": _day(ended), "REC": "E4A"}
        stays = [(began, moved, first_stay | {"REASON_PLACE_CHANGE": "CARPL"}), (moved, ended, second)]
        same = {"CHILD": child, "LS": "C2", "CIN": "N1", "PLACE_PROVIDER": "PR1", "PL_POST": "AB1 2CD", "URN": "SC1"}
        tables["Episodes"] += [same | stay for start, end, stay in stays if start <= closes and end >= opens]
        if ended >= opens:
            for table, cells in _others(chance, year, (born, began, moved)).items():
                tables[table].append({"CHILD": child, "DOB": _day(born), **cells})


def _others(chance: random.Random, year: int, days: tuple[date, date, date]) -> dict[str, Cells]:
    """Return a row of every other table, such as a child who has all of it might have."""
    born, began, moved = days
    return {
        "Reviews": {"REVIEW": _day(moved), "REVIEW_CODE": "PN1"},
        "UASC": {"SEX": "F" if year > 2024 else "2", "DUC": f"01/06/{born.year + 17}"},
        "OC2": {"SDQ_SCORE": str(chance.randrange(41)), "CONVICTED": "0", "HEALTH_CHECK": "1", "TEETH_CHECK": "1"},
        "OC3": {"IN_TOUCH": "YES", "ACTIV": "F2", "ACCOM": "B1"},
        "AD1": {"DATE_INT": _day(moved), "DATE_MATCH": _day(moved), "FOSTER_CARE": "0", "NB_ADOPTR": "2"},
        "PlacedAdoption": {"DATE_PLACED": _day(moved), "DATE_PLACED_CEASED": "", "REASON_PLACED_CEASED": ""},
        "PrevPerm": {"PREV_PERM": "P2", "LA_PERM": "301", "DATE_PERM": f"zz/06/{born.year + 2}"},
        "Missing": {"MISSING": "M", "MIS_START": _day(moved), "MIS_END": _day(moved + timedelta(2))},
        "SWEpisodes": {"SW_ID": "SW77", "SW_DECOM": _day(began), "SW_DEC": "", "SW_REASON": "FCONTA"},
        "DoLo": {"DOLO_START": _day(moved), "DOLO_END": ""},
    }


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def as_csv(tables: Tables) -> dict[str, bytes]:
    """Return one CSV file for each table."""
    files = {}
    for table, columns in COLUMNS.items():
        names = columns.split()
        lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in tables[table])]
        files[f"{table.lower()}.csv"] = ("\n".join(lines) + "\n").encode()
    return files


def as_xml(tables: Tables) -> bytes:
    """Return the same return as one XML file: an element for each child, with HEADER and one element for each row."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<LOOKEDAFTER>"]
    for header in tables["Header"]:
        child = header["CHILD"]
        own = {table: [row for row in tables[table] if row["CHILD"] == child] for table in COLUMNS}
        items = {
            **header,
            **{name: cell for table in ("UASC", "OC3", "AD1") for row in own[table] for name, cell in row.items()},
        }
        lines += ["<CHILD>", _element("HEADER", items | {"CHILDID": child})]
        lines += [_element(element, row) for table, element in ELEMENTS.items() for row in own[table]]
        lines.append("</CHILD>")
    return "\n".join([*lines, "</LOOKEDAFTER>"]).encode()


def _element(name: str, cells: Cells) -> str:
    inner = {"PL" if column == "PLACE" else column: cell for column, cell in cells.items() if column != "CHILD"}
    return f"<{name}>{''.join(f'<{column}>{cell}</{column}>' for column, cell in inner.items())}</{name}>"
