"""Prints what other systems may ask, for `scripts/print_reference.py`: a page to read, and the description itself."""

import json
import os
from collections.abc import Mapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.web.settings.tests")

import django

django.setup()

from homeward.web.api.operations import OPERATIONS, Operation  # noqa: E402 - Django comes first
from homeward.web.api.problems import SENTENCES  # noqa: E402
from homeward.web.api.scopes import Scope  # noqa: E402
from homeward.web.api.service import ROOT, description, make_interface  # noqa: E402
from homeward.web.people.relations import STAFF  # noqa: E402

TOLD = description(make_interface())


def description_text() -> str:
    """Return the interface's OpenAPI description as JSON text."""
    return json.dumps(TOLD, indent=2, ensure_ascii=False) + "\n"


def interface_page() -> str:
    """Return the page that lists every question, what it takes and what is told."""
    parts = [f"# What other systems may read\n\n{TOLD['info']['description']}\n", _tokens(), _refusals()]
    parts += ["## Questions\n", *(_question(operation) for operation in OPERATIONS)]
    parts.append("## What is told\n")
    parts += [_kind(name, told) for name, told in TOLD["components"]["schemas"].items() if "properties" in told]
    return "\n".join(parts)


def _tokens() -> str:
    scopes = "\n".join(f"| `{scope}` | {scope.label} |" for scope in Scope)
    roles = ", ".join(sorted(role.label for role in STAFF))
    return (
        "## Tokens\n\nAn administrator makes a token under Interface tokens, for the account whose access it carries, "
        "and sees it once. Send it as `Authorization: Bearer hwd_…`. It lasts a year at most; it ends when it is "
        "revoked or when its holder leaves, and a holder who comes back needs a new one. The holder and every auditor "
        "are told when it is made. A browser’s session opens nothing here.\n\n"
        f"| scope | what it opens |\n| --- | --- |\n{scopes}\n\n"
        f"Besides the scope, the holder needs one of these roles today: {roles}. A child’s record needs a tie to the "
        "child, as in [who sees which child](access.md).\n"
    )


def _refusals() -> str:
    rows = "\n".join(f"| {status} | {sentence} |" for status, sentence in SENTENCES.items())
    return (
        "## Refusals\n\nEach is `application/problem+json` with `status`, `title` and one sentence in `detail`.\n\n"
        f"| status | sentence |\n| --- | --- |\n{rows}\n"
        "| 422 | Which parameter cannot be read, and what it must be. |\n\n"
        "`429` says in `Retry-After` after how many seconds to ask again.\n"
    )


def _question(operation: Operation) -> str:
    route = operation.route.replace("<uuid:", "{").replace(">", "}")
    told = TOLD["paths"][f"/{ROOT}{route}"]["get"]
    lines = [f"### {operation.title}\n", f"`GET /{ROOT}{route}`\n", f"{told['description']}\n"]
    if operation.parameters:
        lines += ["| parameter | must be |", "| --- | --- |"]
        lines += [f"| `{name}` | {words} |" for name, words in operation.parameters.items()]
        lines.append("")
    return "\n".join([*lines, f"Told: {_link(operation.told.__name__)}.\n"])


def _kind(name: str, told: Mapping[str, Any]) -> str:
    lines = [f"### {name}\n", f"{told.get('description', '')}\n", "| field | type | meaning |", "| --- | --- | --- |"]
    lines += [
        f"| `{field}` | {_type(one)} | {one.get('description', '')} |" for field, one in told["properties"].items()
    ]
    return "\n".join(lines) + "\n"


def _type(told: Mapping[str, Any]) -> str:
    """Return a field's type in words: another kind of record by its name, what may be null as such."""
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        values = TOLD["components"]["schemas"][name].get("enum")
        return "one of " + ", ".join(f"`{value}`" for value in values) if values else _link(name)
    if "anyOf" in told:
        return " or ".join(_type(one) for one in told["anyOf"])
    if told.get("type") == "array":
        return f"list of {_type(told['items'])}"
    return str(told.get("format") or told.get("type", ""))


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"
