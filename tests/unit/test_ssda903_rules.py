"""Every rule stands on the shelf with its severity, its meaning and what to do, and none of them is dead."""

import ast
import re
from pathlib import Path

import homeward.sources.ssda903
from homeward.sources.ssda903.rules import RULES

ROOM = Path(homeward.sources.ssda903.__file__).parent
NOTICES = {"error", "warning", "note", "at_cell", "at_rows", "EpisodeCheck", "Finding"}


def words_in_the_code() -> set[str]:
    """Every text in the room's code that reads like the id of a rule; `rule column` counts as the rule."""
    nodes = (node for file in ROOM.glob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text.split(" ")[0] for text in texts if re.fullmatch(r"[a-z0-9_]+( [A-Z_]*)?", text)}


def rules_noticed() -> set[tuple[str, str | None]]:
    """The rules that stand first, or after a severity, where the code notices something; with severity where told."""
    found = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NOTICES:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                severity = next((text for text in (node.func.id, *texts) if text in ("error", "warning", "note")), None)
                rule = next((text for text in texts if re.fullmatch(r"[a-z0-9_]{6,}", text) and text != severity), None)
                if rule:
                    found.add((rule, severity))
    return found


def test_whatever_is_noticed_is_on_the_shelf_with_its_severity() -> None:
    noticed = rules_noticed()
    assert len(noticed) > 50
    assert not {rule for rule, _ in noticed} - set(RULES)
    assert not [(rule, told) for rule, told in noticed if told and told not in RULES[rule].severity]


def test_no_rule_on_the_shelf_is_dead() -> None:
    assert not set(RULES) - words_in_the_code()


def test_every_rule_says_what_it_means_and_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.severity
        assert set(rule.severity) <= {"error", "warning", "note"}
        assert rule.means[0].islower() == rule.is_of_a_row, rule.id
        assert rule.do
        assert rule.says("DEC").endswith(".")
        assert "{" not in rule.says("DEC")
