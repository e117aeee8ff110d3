"""Puts a finished file in its place in one step, never over another file."""

import os
from pathlib import Path

from homeward.web.keeping.backup.refusals import BackupError


def put_in_place(whole: Path, place: Path) -> None:
    """Give a finished file its name, on the same disk. Raises BackupError where that name is taken.

    Where a disk knows no second names for a file, as some shared folders do, it is renamed instead.
    """
    try:
        os.link(whole, place)
    except FileExistsError as error:
        raise BackupError(f"{place} exists already: nothing was written over it.") from error
    except OSError:
        if os.path.lexists(place):
            raise BackupError(f"{place} exists already: nothing was written over it.") from None
        whole.rename(place)
