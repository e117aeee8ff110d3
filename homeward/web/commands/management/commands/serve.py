"""`homeward-web serve`: serves the pages."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import BaseCommand, CommandError, call_command

from homeward.web.commands import web_server


class Command(BaseCommand):
    """Serve the pages on this machine until stopped; put a web server with HTTPS in front of it."""

    help = "Serve the pages, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to listen on."""
        parser.epilog = "Example: homeward-web serve --host 127.0.0.1"
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")

    def handle(self, *args: Any, host: str, **options: Any) -> None:
        """Gather style sheets where they changed, then serve; SIGTERM and Ctrl-C end it once open answers are given."""
        port = settings.HOMEWARD_PORT
        _check_free(host, port)
        if is_static_stale():
            call_command("collectstatic", interactive=False, verbosity=0)
        os.execv(sys.executable, [sys.executable, "-m", web_server.__name__, host, str(port)])  # noqa: S606 - no shell


def is_static_stale() -> bool:
    """Tell whether style sheets and scripts must be gathered: never done, or one changed or came since."""
    if not hasattr(staticfiles_storage, "manifest_name"):
        return False
    manifest = Path(settings.STATIC_ROOT) / staticfiles_storage.manifest_name
    if not manifest.is_file():
        return True
    gathered = manifest.stat().st_mtime
    known = staticfiles_storage.read_manifest() or ""
    return any(
        f'"{path}"' not in known or Path(storage.path(path)).stat().st_mtime > gathered
        for finder in get_finders()
        for path, storage in finder.list([])
    )


def _check_free(host: str, port: int) -> None:
    """Raise CommandError with a sentence when the address cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} cannot be listened on ({os.strerror(error.errno or 0).lower()}): "
                "set HOMEWARD_PORT to another port, or stop what uses it.",
                returncode=2,
            ) from error
