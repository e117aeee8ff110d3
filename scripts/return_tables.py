"""Prints the manual's page on the return's tables and on what can be noticed in them, from the shelves."""

from collections.abc import Iterator

from homeward.sources.ssda903.layout import LAYOUTS, Field, TableLayout
from homeward.sources.ssda903.rules import RULES, Rule

_HEAD = """\
# The return's tables, and what can be noticed in them

A file is told by its columns, in any order and case; its name does not matter. A column in bold must be there. In the
XML form every element that holds such items is a row, whatever the elements around it are called; `CHILDID` is `CHILD`
and `PL` is `PLACE`. Postcodes, URN, UPN and the items on mothers are not read.
"""

_KINDS = {
    "code": "code",
    "word": "word",
    "text": "text",
    "day": "date",
    "part_day": "date, of which the day, the month or all may be zz",
    "flag": "0 or 1",
    "number": "0 to 40",
}


def return_tables_page() -> str:
    """Return the page as Markdown: one section a table, then the table of all rules."""
    sections = [_HEAD, *(_layout(layout) for layout in LAYOUTS.values()), "## What can be noticed\n", _rules()]
    return "\n".join(sections)


def _layout(layout: TableLayout) -> str:
    return "\n".join([f"## {layout.table}\n", *_layout_lines(layout), ""])


def _layout_lines(layout: TableLayout) -> Iterator[str]:
    yield "| column | holds | may be blank |"
    yield "| --- | --- | --- |"
    yield "| **CHILD** | id | no |"
    for field in layout.fields:
        yield f"| {_column(field)} | {_KINDS[field.kind]} | {'yes' if field.may_be_blank else 'no'} |"
    if layout.schema is not None:
        yield f"\nBecomes the table `{layout.schema.name}`. Rows are one fact where they have the same {_key(layout)}."


def _column(field: Field) -> str:
    return f"**{field.column}**" if field.is_required else field.column


def _key(layout: TableLayout) -> str:
    return " and ".join(("child", *(name.replace("_", " ") for name in layout.key)))


def _rules() -> str:
    lines = ["| rule | severity | what it means | what to do | statutory check |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(_rule(rule) for rule in RULES.values()), ""])


def _rule(rule: Rule) -> str:
    means = f"A row {rule.means.replace('{column}', 'certain column')}." if rule.is_of_a_row else rule.means
    do = rule.do[:1].upper() + rule.do[1:].rstrip(".") + "."
    return f"| `{rule.id}` | {' or '.join(rule.severity)} | {means} | {do} | {', '.join(rule.statutory)} |"
