"""Cleans a file in a process of its own, with little time and memory: one that is made to choke us chokes only that."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from homeward.sources.attachments.kinds import FileKind, NotTakenError

_REFUSED = 3
_ROOT = Path(__file__).resolve().parents[3]
_GAVE_UP = (
    "The file takes more time or memory to open than a document should, so it is not kept. "
    "Print it to a new PDF, or split it, and add that."
)


@dataclass(frozen=True)
class Limits:
    """How much the process may take: seconds of work, seconds that we wait for it, bytes of memory.

    On a busy machine the work waits for its turn, too.
    """

    work_seconds: int = 20
    wait_seconds: float = 40
    memory_bytes: int = 1024**3


def clean_apart(content: bytes, kind: FileKind, limits: Limits = Limits()) -> bytes:
    """Return a PDF or a Word document cleaned, as `clean_pdf` and `clean_word` do, by a process that may fail.

    It is given no more than the limits, where the system can hold it to them, and nothing of our environment. Raises
    NotTakenError with their sentence, or with one that says that it took too much.
    """
    command = [sys.executable, "-m", __name__, kind.name, str(limits.work_seconds), str(limits.memory_bytes)]
    alone = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
            command, input=content, capture_output=True, timeout=limits.wait_seconds, check=False, env=alone
        )
    except (OSError, subprocess.SubprocessError):
        raise NotTakenError(_GAVE_UP) from None
    if done.returncode == _REFUSED:
        raise NotTakenError(done.stdout.decode())
    if done.returncode != 0:
        raise NotTakenError(_GAVE_UP)
    return done.stdout


def clean_here(content: bytes, kind: FileKind) -> bytes:
    """Return a PDF or a Word document cleaned in this very process. Raises NotTakenError."""
    if kind == FileKind.WORD:
        from homeward.sources.attachments.word_documents import clean_word  # each is slow to begin: only what is needed

        return clean_word(content)
    from homeward.sources.attachments.pdfs import clean_pdf

    return clean_pdf(content)


def main() -> int:
    """Clean what comes in by standard input; the command's words are the kind of file, and the two limits."""
    kind, work_seconds, memory_bytes = sys.argv[1:]
    _hold_back(int(work_seconds), int(memory_bytes))
    try:
        cleaned = clean_here(sys.stdin.buffer.read(), FileKind[kind])
    except NotTakenError as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        return _REFUSED
    sys.stdout.buffer.write(cleaned)
    return 0


def _hold_back(work_seconds: int, memory_bytes: int) -> None:
    """Let this process have no more time and memory than the limits, where the system knows such limits."""
    try:
        import resource  # Windows has none
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_CPU, work_seconds), (resource.RLIMIT_AS, memory_bytes)):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    sys.exit(main())
