"""`homeward-web urls --json` lists every address with who may open it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from homeward.web.people.navigation import pages


class Command(BaseCommand):
    """Print every page's path, name, and the roles that open it."""

    help = "List every address with who may open it. Example: homeward-web urls --json"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="print a JSON list instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the list, sorted by path."""
        lines = listed()
        if options["json"]:
            self.stdout.write(json.dumps(lines, indent=2))
            return
        for line in lines:
            who = "anyone" if line["anyone"] else ", ".join(line["roles"]) or "nobody"
            self.stdout.write(f"{line['path']}  {line['name']}  {who}")


def listed() -> list[dict[str, Any]]:
    """Return one entry a page; `relations` names the ties of which one to the child opens a child's page."""
    lines = [
        {
            "path": f"/{route}",
            "name": name,
            "roles": sorted(str(role) for role in allow.roles),
            "anyone": allow.anyone,
            "relations": sorted(str(relation) for relation in allow.relations),
        }
        for route, name, allow in pages()
    ]
    return sorted(lines, key=lambda line: line["path"])
