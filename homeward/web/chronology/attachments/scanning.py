"""Asks the council's own virus scanner about a file, where one is named: a command that is given the file to read."""

import shlex
import subprocess

from django.conf import settings

from homeward.sources.attachments.kinds import NotTakenError

_CLEAN, _FOUND = 0, 1
_SECONDS = 60
_NOT_ASKED = (
    "The virus scanner could not look at the file, so it is not kept. Try again later, or tell whoever runs it."
)


def check_harmless(content: bytes) -> None:
    """Raise NotTakenError unless the scanner of HOMEWARD_SCANNER says that a file is clean; without one, nothing.

    The command reads the file from its standard input and ends with 0 for clean, 1 for found; all else refuses, too.
    """
    command = settings.HOMEWARD_SCANNER
    if not command:
        return
    try:
        done = subprocess.run(shlex.split(command), input=content, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - the command is the operator's own
    except (OSError, ValueError, subprocess.SubprocessError):
        raise NotTakenError(_NOT_ASKED) from None
    if done.returncode == _FOUND:
        raise NotTakenError("The virus scanner found something in the file. It is not kept.")
    if done.returncode != _CLEAN:
        raise NotTakenError(_NOT_ASKED)
