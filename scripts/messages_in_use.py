"""Finds every text that the pages can show in another language: in templates, in the code, in the menus and roles."""

import ast
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.web.settings.tests")

import django

django.setup()

from django.utils.translation.template import templatize  # noqa: E402 - Django comes first

from homeward.web.accounts.roles import Role  # noqa: E402
from homeward.web.people.navigation import pages  # noqa: E402

Key = tuple[str, str, str]
WEB = Path(__file__).resolve().parents[1] / "homeward" / "web"
_CALLS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), ("english",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("english", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "english")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "english", "plural")),
}
_NAMES = "|".join(sorted(_CALLS, key=len, reverse=True))
_IN_TEMPLATE = re.compile(rf"\b({_NAMES})\((?=u?['\"])")


def messages_in_use() -> dict[Key, list[str]]:
    """Return every text as context, English and plural, each with where it stands."""
    found: dict[Key, list[str]] = defaultdict(list)
    for file in sorted(WEB.rglob("*.py")):
        for key in _of_code(file.read_text(encoding="utf-8")):
            found[key].append(str(file.relative_to(WEB.parent)))
    for file in sorted(WEB.rglob("*.html")):
        for key in _of_template(file):
            found[key].append(str(file.relative_to(WEB.parent)))
    for _, name, allow in pages():
        for text in filter(None, (allow.menu, allow.says)):
            found["", text, ""].append(f"the page {name}")
    for role in Role:
        found["", str(role.label), ""].append(f"the role {role.value}")
    return dict(found)


def _of_code(code: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            yield from _of_call(node.func.id, node.args)


def _of_template(file: Path) -> Iterator[Key]:
    """Yield the texts of a template: Django turns it into calls, of which each is read as Python."""
    turned = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    for call in _IN_TEMPLATE.finditer(turned):
        yield from _of_call(call[1], _arguments(turned, call.end()))


def _arguments(turned: str, at: int) -> list[ast.expr]:
    """Return the texts with which a call begins."""
    found: list[ast.expr] = []
    text = re.compile(r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?""")
    while told := text.match(turned, at):
        found.append(ast.Constant(ast.literal_eval(told[1])))
        at = told.end()
    return found


def _of_call(name: str, arguments: list[ast.expr]) -> Iterator[Key]:
    """Yield what a call names; nothing where it names no text but what is in a variable."""
    texts = [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    wanted = _CALLS[name]
    if len(texts) >= len(wanted):
        told = dict(zip(wanted, texts, strict=False))
        yield told.get("context", ""), told["english"], told.get("plural", "")
