"""The return-home policy of a service on paper: its steps, its rule, its picture, and what was changed here and why."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from homeward.charts.pathway_flow import draw_flow_in_parts, flow_table
from homeward.charts.spec import ChartTable
from homeward.practice.classification import Rule
from homeward.practice.pathways.local import LedgerLine
from homeward.practice.pathways.policy import UNVERIFIED, facts_told, honest_about, steps_told
from homeward.practice.pathways.steps import Pathway
from homeward.practice.rule_file import rule_table, whose_rule
from homeward.reports.chronology_document import in_full
from homeward.reports.paper import paper_templates, put_on_paper

_MOST_HIGH = 880.0
"""So high is a part of the picture, in its units of which 440 are its width, that it stays readable on one page."""


@dataclass(frozen=True)
class PolicyDocument:
    """A service's return-home policy as it holds on a day: the pathway, what was changed of it, and the rule."""

    pathway: Pathway
    ledger: tuple[LedgerLine, ...]
    rule: Rule
    as_of: date
    is_invented: bool

    @property
    def stamp(self) -> str:
        """What stands at the head of each page."""
        return "Invented service" if self.is_invented else "Return-home policy"

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pathway's picture in parts, each as an SVG that fits on a page."""
        return draw_flow_in_parts(self.pathway, _MOST_HIGH)

    @property
    def twin(self) -> ChartTable:
        """The picture's text twin."""
        return flow_table(self.pathway)


def policy_as_html(document: PolicyDocument) -> bytes:
    """Write the policy as UTF-8 HTML without script and without any address that a browser would fetch."""
    told = {
        "document": document,
        "steps": steps_told(document.pathway),
        "facts": facts_told(document.pathway),
        "honest": honest_about(document.ledger),
        "rule": rule_table(document.rule),
        "whose": whose_rule(document.rule),
        "unverified": UNVERIFIED,
        "as_of": in_full(document.as_of),
        "in_full": in_full,
    }
    return paper_templates().get_template("policy.html.j2").render(**told).encode()


def policy_as_pdf(document: PolicyDocument) -> bytes:
    """Write the policy as PDF/UA-1. Raises NotAvailableError where the machine lacks the Pango library."""
    return _on_paper(policy_as_html(document))


@lru_cache(maxsize=4)
def _on_paper(page: bytes) -> bytes:
    """Return a page on paper. It holds no child and stays the same for a day and everybody, so it is printed once."""
    return put_on_paper(page, b"homeward-return-home-policy")
