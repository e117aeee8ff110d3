"""Reads the words of a PDF that WeasyPrint wrote, for tests: line after line in the order in which they were written.

It knows only what such files use: compressed streams, fonts with their letters told by a ToUnicode table, and text as
strings of glyph numbers. It is no general reader of PDF.
"""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_TOKEN = re.compile(rb"/([\w.-]+)\s+[\d.-]+\s+Tf|\[(.*?)\]\s*TJ|(BT)\b", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def words_of_pages(pdf: bytes) -> list[str]:
    """Return the text of each page; what stands apart on the page has a space between."""
    objects = _objects(pdf)
    pages = [body for _, body in sorted(objects.items()) if re.search(rb"/Type\s*/Page\b", body)]
    ordered = sorted(pages, key=lambda body: _place(objects, body))
    return [_text(objects, page) for page in ordered]


def _objects(pdf):
    found = {int(number): body for number, body in _OBJECT.findall(pdf)}
    for body in [body for body in found.values() if b"/ObjStm" in body]:
        first = int(re.search(rb"/First (\d+)", body)[1])
        inside = _unpacked(body)
        numbers = list(map(int, inside[:first].split()))
        starts = numbers[1::2]
        for number, start, end in zip(numbers[::2], starts, [*starts[1:], None], strict=True):
            found[number] = inside[first + start : None if end is None else first + end]
    return found


def _place(objects, page):
    """Return where a page stands in the one list of pages."""
    listing = next(body for body in objects.values() if b"/Type /Pages" in body)
    kids = re.search(rb"/Kids\s*\[(.*?)\]", listing)[1]
    order = [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]
    return order.index(next(number for number, body in objects.items() if body is page))


def _unpacked(body):
    data = body[body.index(b"stream\n") + 7 : body.rindex(b"\nendstream")]
    return zlib.decompress(data) if b"/FlateDecode" in body else data


def _resolved(objects, body, key):
    """Return a dictionary's entry, followed to the object it names."""
    reference = re.search(rb"/" + key + rb"\s+(\d+) 0 R", body)
    return objects[int(reference[1])] if reference else body[body.index(b"/" + key) :]


def _text(objects, page):
    """Return the words of a page; each piece of text that is placed by itself begins a new word."""
    fonts = _fonts(objects, page)
    written, letters = [], {}
    for font, shown, begins in _TOKEN.findall(_unpacked(_resolved(objects, page, b"Contents"))):
        if font:
            letters = fonts[font]
        elif begins:
            written.append(" ")
        else:
            glyphs = b"".join(re.findall(rb"<([0-9A-Fa-f]*)>", shown))
            written += [letters[int(glyphs[at : at + 4], 16)] for at in range(0, len(glyphs), 4)]
    return " ".join("".join(written).split())


def _fonts(objects, page):
    """Return the letters of each font of a page, by the name that the page gives it."""
    listed = re.search(rb"<<(.*?)>>", _resolved(objects, _resolved(objects, page, b"Resources"), b"Font"), re.DOTALL)[1]
    return {
        name: _letters(_unpacked(_resolved(objects, objects[int(number)], b"ToUnicode")))
        for name, number in re.findall(rb"/([\w.-]+)\s+(\d+) 0 R", listed)
    }


def _letters(cmap):
    """Return the letters of a font by glyph number."""
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, text in _PAIR.findall(block):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start = int(text, 16)
            found |= {glyph: chr(start + glyph - int(first, 16)) for glyph in range(int(first, 16), int(last, 16) + 1)}
    return found
