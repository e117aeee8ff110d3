"""Tells by its bytes what kind of file somebody gave; its name and its ending say nothing."""

from enum import StrEnum

import puremagic


class FileKind(StrEnum):
    """The kinds of file that a record keeps, by their media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"


KIND_WORDS = {
    FileKind.PDF: "PDF",
    FileKind.JPEG: "Photograph (JPEG)",
    FileKind.PNG: "Picture (PNG)",
    FileKind.WEBP: "Picture (WebP)",
    FileKind.WORD: "Word document",
    FileKind.TEXT: "Plain text",
}
ENDINGS = {
    FileKind.PDF: "pdf",
    FileKind.JPEG: "jpg",
    FileKind.PNG: "png",
    FileKind.WEBP: "webp",
    FileKind.WORD: "docx",
    FileKind.TEXT: "txt",
}
_TAKEN = "Homeward takes PDF, Word (.docx), JPEG, PNG, WebP and plain text."
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<iframe", "<!--", "<?php")
_BEGINNING = 4096
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f")
_MAIL = ("received:", "return-path:", "mime-version:", "message-id:", "delivered-to:")


class NotTakenError(ValueError):
    """A file cannot be kept. The message is one sentence or two, fit for the screen; it names nothing of the file."""


def kind_of(content: bytes) -> FileKind:
    """Return what kind of file these bytes begin as; whether they are one is told only by opening it.

    Raises NotTakenError for any kind that is not kept.
    """
    if not content:
        raise NotTakenError("The file is empty. Choose a file that holds something.")
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content.startswith(b"PK\x03\x04"):
        return FileKind.WORD
    return _text_or_refused(content)


def _text_or_refused(content: bytes) -> FileKind:
    """Return that it is plain text. Raises NotTakenError for pages, drawings, mail, and for what is no text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotTakenError(f"{_seems(content)} {_TAKEN}") from None
    if set(text) & _CONTROL:
        raise NotTakenError(f"{_seems(content)} {_TAKEN}")
    beginning = text[:_BEGINNING].casefold()
    if any(mark in text.casefold() for mark in _MARKUP):
        raise NotTakenError(f"This is a web page, a drawing or another file that can run in a browser. {_TAKEN}")
    if any(beginning.startswith(mark) or f"\n{mark}" in beginning for mark in _MAIL):
        raise NotTakenError("This is a saved e-mail, which can hide other files. Save it as PDF and add that.")
    return FileKind.TEXT


def _seems(content: bytes) -> str:
    """Say in a sentence what a file seems to be, as far as its bytes tell."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "This is an old Office file. Save it as PDF or as a Word document (.docx)."
    try:
        ending = puremagic.from_string(content).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        ending = ""
    return f"This seems to be a {ending} file." if ending else "Nobody can tell what kind of file this is."
