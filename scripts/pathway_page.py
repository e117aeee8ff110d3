"""Prints the manual's page about the return-home pathway from the table that the code, the pages and the tests use."""

from collections.abc import Iterator

from homeward.charts.pathway_flow import draw_flow
from homeward.practice.classification import DEFAULT_RULE
from homeward.practice.pathways.local_file import SAMPLE
from homeward.practice.pathways.policy import UNVERIFIED, StepTold, facts_told, steps_told
from homeward.practice.pathways.return_home import RETURN_HOME
from homeward.practice.rule_file import print_rule, rule_table, whose_rule

PICTURE = "return-home-pathway.svg"


def pathway_page() -> str:
    """Return the page: how the pathway is read, its picture, each step, facts, the rule, and a council's file."""
    parts = [_HEAD, f"![{_PICTURED}]({PICTURE})", "", "## Steps", ""]
    for step in steps_told(RETURN_HOME):
        parts += _step(step)
    parts += ["## What can happen at any time", ""]
    parts += [f"- **{title}.** {says} On to {way.number}, {way.title}." for title, says, way in facts_told(RETURN_HOME)]
    parts += ["", "## Rule for classifying", "", whose_rule(DEFAULT_RULE), "", *_rule(), "", _RULE_FILE, ""]
    parts += [
        "```toml",
        print_rule(DEFAULT_RULE).rstrip(),
        "```",
        "",
        _LOCAL_FILE,
        "",
        "```toml",
        SAMPLE.rstrip(),
        "```",
    ]
    return "\n".join(parts) + "\n"


def pathway_picture() -> str:
    """Return the picture that the page shows, as SVG."""
    return draw_flow(RETURN_HOME) + "\n"


def _step(step: StepTold) -> Iterator[str]:
    yield f"### {step.number}. {step.title}\n"
    yield f'<a id="{step.id}"></a>Id `{step.id}` · {step.kind.lower()}\n\n{step.says}\n'
    told = [f"Done by: {step.done_by}."] if step.done_by else []
    told += [f"Usually within {step.within}; the service's own time, no law."] if step.within else []
    if told:
        yield f"{' '.join(told)}\n"
    if step.needs:
        yield "What must be there:\n"
    for need in step.needs:
        applies = f", {need.applies}" if need.applies else ""
        yield f"- {need.words}{applies}. *{need.source}{'' if need.is_verified else f' ({UNVERIFIED})'}.*"
    if step.needs:
        yield ""
    if step.ways:
        yield "Then:\n"
    for way in step.ways:
        words = f"{way.words}{f' ({way.note})' if way.note else ''}: on" if way.words else "On"
        yield f"- {words} to {way.number}, {way.title}."
    if step.ways:
        yield ""


def _rule() -> Iterator[str]:
    table = rule_table(DEFAULT_RULE)
    yield f"| {' | '.join(table.headers)} |"
    yield f"|{' --- |' * len(table.headers)}"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"


_HEAD = """# The return-home pathway

One table (`homeward/practice/pathways/return_home.py`) makes the code, the pages, each council's printed policy and
flowchart, the tests, and this page. A gate stops a decision of the service while something is missing. It never stops
a fact: what happened is written down at once, at every step.

A council changes steps of work in a file of its own, on the page "Return-home policy". Each entry that was written
down is read by the pathway that held on its day. A child who stands at a step that is left out stands where it led.
"""
_PICTURED = "The pathway as a picture: each step a numbered box; the section Steps says the same in words"
_RULE_FILE = """Two people classify, each before seeing the other's answer; the rule only proposes. It says nothing of
combinations that no row allows, and nothing while something is not known. A practice lead (a head of service or the
director) confirms the default, or puts in the council's own, which begins from this text:"""
_LOCAL_FILE = """## A council's own file

Each change says who made it, why, and since when. Decisions and endings can be renamed, and not left out. A core step
that is off stands first in the ledger of the policy. What is taken back stays on the page with the reason."""
