"""The shelf of research findings: every finding we know, read once from its own file."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from homeward.evidence.comparable import Agreement, Comparable
from homeward.evidence.entry import checked_entry
from homeward.evidence.finding import Cohort, FindingFigure, Publication, ResearchFinding

_ID = re.compile(r"[a-z][a-z0-9_]*")


@cache
def research_findings() -> tuple[ResearchFinding, ...]:
    """Return every finding in the order of their ids. Raises ValueError naming the file that is not as it should be."""
    folder = files("homeward.evidence") / "findings"
    names = sorted(entry.name for entry in folder.iterdir())
    return tuple(read_research_finding(name, (folder / name).read_text(encoding="utf-8")) for name in names)


def research_finding(finding_id: str) -> ResearchFinding:
    """Return one finding by its id. Raises LookupError where the shelf does not hold it."""
    for each in research_findings():
        if each.id == finding_id:
            return each
    raise LookupError(f"There is no research finding “{finding_id}”: its id is the name of a file in findings.")


def findings_beside(measure: str) -> tuple[tuple[ResearchFinding, FindingFigure], ...]:
    """Return the figures that may stand beside one of our measures, as far as definitions agree, with their findings.

    Figures whose definitions do not agree are left out: ask the finding for them and say why they do not compare.
    """
    return tuple(
        (each, figure)
        for each in research_findings()
        for figure in each.figures
        if figure.comparable.measure == measure and figure.comparable.agreement is not Agreement.NO
    )


def read_research_finding(file_name: str, text: str) -> ResearchFinding:
    """Read a finding from the TOML text of its file. The file's name is the finding's id.

    Raises ValueError, one sentence that names the file, where the name, a key or a value is not as it should be.
    """
    try:
        finding_id = file_name.removesuffix(".toml")
        if finding_id == file_name or not _ID.fullmatch(finding_id):
            raise ValueError("a finding's file is named in small letters, digits and underscores, and ends in .toml.")
        given = checked_entry(ResearchFinding, tomllib.loads(text), left_out=("id",))
        cohort = Cohort(**checked_entry(Cohort, given.pop("cohort")))
        publications = tuple(Publication(**checked_entry(Publication, each)) for each in given.pop("publications"))
        figures = tuple(_read_figure(each) for each in given.pop("figures", []))
        return ResearchFinding(id=finding_id, cohort=cohort, publications=publications, figures=figures, **given)
    except ValueError as error:
        raise ValueError(f"findings/{file_name}: {error}") from error


def _read_figure(entry: object) -> FindingFigure:
    given = checked_entry(FindingFigure, entry)
    comparable = Comparable(**checked_entry(Comparable, given.pop("comparable")))
    return FindingFigure(comparable=comparable, **given)
