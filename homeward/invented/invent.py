"""Invents a council's yearly returns from a seed, in memory or as files."""

from pathlib import Path

import numpy as np

from homeward.invented.council import invent_council
from homeward.invented.dirt import Dirt
from homeward.invented.returns import returns_of

_ABOUT = """\
Invented returns
================

This council and these children do not exist. Homeward made them up, so that everybody can try it safely.
Any likeness to a real child is chance. Do not draw conclusions about children in care from these files.
Every child's id begins with INV.

Children in care: about {in_care} on each 31 March. Returns: {first_year} to {last_year}.
Seed: {seed}. Damaged rows: {dirt:.1%}.

Every year is like the latest that the Department for Education has published for England (Children looked after in
England including adoptions, Open Government Licence v3.0): ages, legal statuses, needs, placements and reasons for
leaving. How many come back after going home follows published research. What goes together with what is assumed.
"""


def invent(*, in_care: int, years: int, last_year: int, seed: int, dirt: float = 0.0) -> dict[str, bytes]:
    """Invent returns of a council with about `in_care` children in care on each 31 March, as CSV files by name.

    There is a folder for each of the `years` return years up to `last_year`, with header.csv, episodes.csv and a file
    for each other table that the return of that year has, and care_plans.csv. `dirt` is the share of rows to damage,
    from 0 to 1; with any, some files are odd as well. The same arguments give the same bytes. Raises ValueError when a
    number makes no council.
    """
    if in_care < 1 or years < 1 or not 0 <= dirt <= 1:
        raise ValueError("An invented council needs at least 1 child, 1 year, and a share of dirt from 0 to 1.")
    generator = np.random.Generator(np.random.PCG64(seed))
    council = invent_council(generator, in_care, last_year - years + 1, last_year)
    spoiler = Dirt(np.random.Generator(np.random.PCG64([seed, 1])), dirt)
    files: dict[str, bytes] = {}
    for year, tables in returns_of(generator, council):
        for name, table in spoiler.spoil(tables).items():
            files[f"return-{year}/{name}"] = spoiler.written(table)
    return files


def write_invented(  # noqa: PLR0913 - the choices of the command `homeward invent`, each by its name
    *, in_care: int, years: int, last_year: int, seed: int, out: Path, dirt: float = 0.0
) -> None:
    """Write what `invent` makes below the folder `out`, with a README.txt that says it was invented.

    Raises ValueError as `invent` does, and OSError when the folder cannot be written.
    """
    files = invent(in_care=in_care, years=years, last_year=last_year, seed=seed, dirt=dirt)
    about = _ABOUT.format(in_care=in_care, first_year=last_year - years + 1, last_year=last_year, seed=seed, dirt=dirt)
    files["README.txt"] = about.encode()
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
