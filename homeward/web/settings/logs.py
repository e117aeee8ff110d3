"""How errors are written to the log: what kind and where in the code, never the words, which may hold a name."""

import logging
import re
from traceback import extract_tb

_TOKEN = re.compile(r"\bhw[a-z]_[\w-]{8,}")
"""What looks like a token (`accounts/secrets_of_tokens.py`): the address of a calendar holds one."""


class QuietFormatter(logging.Formatter):
    """One line with time, level, source and message; an exception is told by its types and code locations only.

    What looks like a token is left out.
    """

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, and below it where its exception arose. Text that others formatted is not used."""
        bare = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
        error = record.exc_info[1] if record.exc_info else None
        return _TOKEN.sub("(a token)", "\n".join([super().format(bare), *_told(error)]))


def _told(error: BaseException | None) -> list[str]:
    """Return one line for an exception and for each that led to it."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places = [f"{place.filename}:{place.lineno} {place.name}" for place in extract_tb(error.__traceback__)]
        lines.append(f"  {type(error).__name__} at " + " < ".join(reversed(places)))
        error = error.__cause__ or error.__context__
    return lines
