"""Prints the manual from what the code holds: worked examples, measures, duties and the tables that pass the doors.

`--check` writes nothing and ends with 1 where a printed page differs from what the code holds now.
"""

import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from homeward import journeys, sources  # noqa: E402 - the path comes first
from homeward.law.nation import Nation  # noqa: E402
from homeward.law.retention_rule import PART_WORDS, RetentionRule, rules_of  # noqa: E402
from homeward.law.shelf import every_duty  # noqa: E402
from homeward.measures.shelf import every_definition  # noqa: E402
from homeward.sources.table import Schema  # noqa: E402
from homeward.web.accounts.roles import Role  # noqa: E402
from homeward.web.people.who_sees import TO_LEAD, TO_WRITE, WHO_SEES, Relation  # noqa: E402
from scripts.interface_pages import description_text, interface_page  # noqa: E402
from scripts.pathway_page import PICTURE, pathway_page, pathway_picture  # noqa: E402
from scripts.return_tables import return_tables_page  # noqa: E402
from tests.spec.worked_example import Table  # noqa: E402

PRINTED = "<!-- Printed by `make docs`: change the source it is printed from, not this page. -->\n\n"


def chapters() -> Iterator[tuple[str, str]]:
    """Yield file name and text of each chapter of worked examples, one for each room."""
    for folder in sorted(path for path in (ROOT / "tests" / "spec").iterdir() if path.is_dir()):
        sections = [text for file in sorted(folder.rglob("test_*.py")) if (text := section(file))]
        if sections:
            yield f"examples/{folder.name}.md", f"# Worked examples: {folder.name}\n\n" + "\n".join(sections)


def section(file: Path) -> str:
    """Return one spec file as a section: its docstring, then its tables."""
    spec = importlib.util.spec_from_file_location(f"spec_{file.parent.name}_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    tables = [value for value in vars(module).values() if isinstance(value, Table)]
    if not tables:
        return ""
    title = file.stem.removeprefix("test_").replace("_", " ").capitalize()
    body = "\n".join(table.to_markdown() for table in tables)
    return f"## {title}\n\n{(module.__doc__ or '').strip()}\n\n{body}"


def measures_page() -> str:
    """Return one section for each measure, all its words taken from its definition."""
    parts = ["# Measures\n"]
    for definition in every_definition():
        parts.append(
            f'## {definition.title}\n\n<a id="{definition.id}"></a>Id `{definition.id}` · kind {definition.kind} · '
            f"unit {definition.unit} · direction: {definition.direction}\n\n**Definition.** {definition.definition}\n\n"
            f"**Why it matters.** {definition.why}\n\n**Owner.** {definition.owner}\n"
        )
    return "\n".join(parts)


def duties_page() -> str:
    """Return one section for each duty on the shelf, with its instrument, reference and the day it was checked."""
    parts = ["# Duties\n\nWhat the law says must be done, by when, and where that is written.\n"]
    for duty in every_duty():
        limits = "; ".join(f"{limit} (from {limit.in_force_from:%-d %B %Y})" for limit in duty.limits)
        parts.append(
            f'## {duty.title}\n\n<a id="{duty.id}"></a>Id `{duty.id}` · {duty.nation.value}\n\n{duty.requirement}\n\n'
            f"| | |\n| --- | --- |\n| Time runs from when | {duty.trigger} |\n| At most | {limits} |\n"
            f"| Instrument | {duty.instrument} |\n| Reference | <{duty.reference}> |\n"
            f"| Checked on | {duty.checked_on:%-d %B %Y} ({duty.status.value}) |\n\n{duty.note}\n"
        )
    return "\n".join(parts)


def retention_page() -> str:
    """Return one section for each rule of how long a child's record is kept, nation by nation."""
    parts = [
        "# How long records are kept\n\nWhat the law says of how long a child's record is kept. Where no rule is "
        "known, a record is kept for good. Nothing is destroyed by itself, or by a rule whose words were not read.\n"
    ]
    for nation in Nation:
        rules = rules_of(nation)
        parts.append(f"## {nation.full_name}\n" + ("" if rules else "\nNo rule is known yet.\n"))
        parts += [retention_section(rule) for rule in rules]
    return "\n".join(parts)


def retention_section(rule: RetentionRule) -> str:
    """Return one rule of retention with its instrument, reference and the day it was checked."""
    early = f"{rule.years_from_early_death} years that begin with a death before the age of {rule.adult_at}"
    told = {
        "Kept until": f"the {rule.years_from_birth}th anniversary of birth; else {early}",
        "Instrument": rule.instrument,
        "In force from": f"{rule.in_force_from:%-d %B %Y}",
        "In force to": f"{rule.in_force_to:%-d %B %Y}" if rule.in_force_to else "",
        "Reference": f"<{rule.reference}>",
        "Read in": f"<{rule.read_in}>",
        "Checked on": f"{rule.checked_on:%-d %B %Y} ({rule.status.value})",
    }
    rows = "\n".join(f"| {name} | {says} |" for name, says in told.items() if says)
    return (
        f'### {rule.title}\n\n<a id="{rule.nation.value}-{rule.id}"></a>Id `{rule.id}` · {PART_WORDS[rule.part]}\n\n'
        f"{rule.requirement}\n\n| | |\n| --- | --- |\n{rows}\n\n{rule.note}\n"
    )


def schema_section(schema: Schema) -> str:
    """Return one table's written schema as Markdown."""
    lines = [f"## {schema.name}", "", f"One row is {schema.one_row_is}.", "", "| column | type | unit | meaning |"]
    lines.append("| --- | --- | --- | --- |")
    for column in schema.columns:
        kind = f"{column.kind}, may be empty" if column.nullable else column.kind
        lines.append(f"| `{column.name}` | {kind} | {column.unit} | {column.meaning} |")
    return "\n".join(lines) + "\n"


def schemas_of(room: ModuleType) -> list[Schema]:
    """Return every written schema of a room's own files, each once."""
    files = [importlib.import_module(f"{room.__name__}.{found.name}") for found in pkgutil.iter_modules(room.__path__)]
    found = {value.name: value for file in files for value in vars(file).values() if isinstance(value, Schema)}
    return list(found.values())


def tables_page() -> str:
    """Return the written schema of every table that passes a door."""
    head = "# Tables that pass the doors\n\nA day is a whole number: days since 1 January 1970.\n\n"
    return head + "\n".join(schema_section(schema) for room in (sources, journeys) for schema in schemas_of(room))


def access_page() -> str:
    """Return who sees which child by which relation, and what that relation lets them do."""
    lines = [
        "# Who sees which child",
        "",
        "Nobody sees a child's record by their role alone: something must tie them to the child today. The ties are "
        "worked out anew at every question; when one ends, what it opened is shut at once.",
        "",
        "| tie | it is so of somebody who … | roles to which it opens the record | may write | may lead |",
        "| --- | --- | --- | --- | --- |",
    ]
    for relation in Relation:
        roles = ", ".join(role.label for role in Role if relation in WHO_SEES.get(role, ()))
        may = " | ".join("yes" if relation in allowed else "no" for allowed in (TO_WRITE, TO_LEAD))
        lines.append(f"| `{relation}` | {relation.label} | {roles} | {may} |")
    none = ", ".join(role.label for role in Role if role not in WHO_SEES)
    lines += [
        "",
        f"No child is seen by: {none}. Foster carers and guests of partner agencies see pages made for them, not whole "
        "records. To lead is to say who works with a child and who may see the record.",
        "",
        "A restricted record is shut to everybody without leave, whatever ties them to the child, and is in no list, "
        "search or count; leave opens no more than the ties do. A conflict of interest shuts a record in every case. "
        "Breaking the glass opens one record for three hours to read, restricted or not, but never against a conflict "
        "of interest; who works with the child and every auditor are told at once.",
    ]
    return "\n".join(lines)


def pages() -> dict[str, str]:
    """Return every printed page: its name under docs/reference, and its text."""
    found = {"measures.md": measures_page(), "duties.md": duties_page(), "tables.md": tables_page()}
    found["retention.md"] = retention_page()
    found["access.md"] = access_page()
    found["return-tables.md"] = return_tables_page()
    found["api.md"] = interface_page()
    found["return-home-pathway.md"] = pathway_page()
    found.update(chapters())
    printed = {name: PRINTED + text.rstrip() + "\n" for name, text in found.items()}
    return printed | {"openapi.json": description_text(), PICTURE: pathway_picture()}


def main() -> int:
    """Print the pages, or with `--check` tell which are stale."""
    folder, check = ROOT / "docs" / "reference", "--check" in sys.argv[1:]
    stale = []
    for name, text in pages().items():
        file = folder / name
        if check:
            stale += [] if file.exists() and file.read_text() == text else [name]
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    if stale:
        print(f"Stale pages in docs/reference: {', '.join(stale)}. Run `make docs`.")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
