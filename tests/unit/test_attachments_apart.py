"""A file made to take all time or memory is given up with one sentence, and the service goes on."""

import subprocess
import sys
import time
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from homeward.sources.attachments import apart
from homeward.sources.attachments.kinds import FileKind, NotTakenError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows holds a process to no limits")


def pdf() -> bytes:
    """Return a PDF of one empty page."""
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(written)
    return written.getvalue()


def laborious_pdf() -> bytes:
    """Return a PDF of many pages with very many numbers that nobody needs, to be read one by one."""
    writer, written = PdfWriter(), BytesIO()
    for _ in range(300):
        writer.add_blank_page(100, 100)[NameObject("/K")] = ArrayObject([NumberObject(0)] * 2_000)
    writer.write(written)
    return written.getvalue()


def test_what_is_whole_is_cleaned_apart_as_it_is_here() -> None:
    assert len(PdfReader(BytesIO(apart.clean_apart(pdf(), FileKind.PDF))).pages) == 1
    letter, written = Document(), BytesIO()
    letter.add_paragraph("Dear Jordan")
    letter.save(written)
    cleaned = Document(BytesIO(apart.clean_apart(written.getvalue(), FileKind.WORD)))
    assert cleaned.paragraphs[0].text == "Dear Jordan"


def test_a_refusal_comes_back_with_its_own_sentence() -> None:
    with pytest.raises(NotTakenError, match="broken or cut off"):
        apart.clean_apart(b"%PDF-1.4 nothing", FileKind.PDF)


@pytest.mark.parametrize("limits", [apart.Limits(memory_bytes=1024**2), apart.Limits(wait_seconds=0.02)])
def test_beyond_its_memory_or_time_it_is_given_up_with_one_sentence(limits: apart.Limits) -> None:
    with pytest.raises(NotTakenError, match="more time or memory"):
        apart.clean_apart(pdf(), FileKind.PDF, limits)


@pytest.mark.slow
def test_work_without_end_is_stopped() -> None:
    begun = time.monotonic()
    with pytest.raises(NotTakenError, match="more time or memory"):
        apart.clean_apart(laborious_pdf(), FileKind.PDF, apart.Limits(work_seconds=1))
    assert time.monotonic() - begun < 20


def test_the_other_process_is_given_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}

    def run(command: list[str], **words: object) -> subprocess.CompletedProcess[bytes]:
        given.update(words)
        return subprocess.CompletedProcess(command, 0, b"clean")

    monkeypatch.setenv("HOMEWARD_SECRET_KEY", "secret")
    monkeypatch.setattr(apart.subprocess, "run", run)
    assert apart.clean_apart(pdf(), FileKind.PDF) == b"clean"
    assert "secret" not in str(given["env"])
