"""Files made for tests: sound ones of each kind, and those that somebody with ill intent would give."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

SCRIPT = b"<script>alert(document.cookie)</script>"
GPS = 0x8825


def photograph(kind: str = "JPEG", *, is_told: bool = True) -> bytes:
    """Return a small picture that says where and with what it was taken."""
    picture, exif, written = Image.new("RGB", (40, 30), (90, 120, 60)), Image.Exif(), BytesIO()
    if is_told:
        exif[0x010F], exif[0x0112], exif[0x013B] = "Invented camera", 6, "Invented Photographer"
        exif.get_ifd(GPS).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)})
    words = {"comment": b"taken at home"} if kind == "JPEG" else {}
    picture.save(written, kind, exif=exif, **words)
    return written.getvalue()


def moving_picture() -> bytes:
    """Return a WebP of two pictures."""
    first, written = Image.new("RGB", (8, 8)), BytesIO()
    first.save(written, "WEBP", save_all=True, append_images=[Image.new("RGB", (8, 8), (255, 0, 0))])
    return written.getvalue()


def pixel_bomb() -> bytes:
    """Return a PNG of few bytes and very many dots."""
    written = BytesIO()
    Image.new("1", (8_000, 8_000)).save(written, "PNG")
    return written.getvalue()


def plain_pdf(writer: PdfWriter | None = None) -> bytes:
    """Return a PDF of one page with some words."""
    from weasyprint import HTML

    if writer is None:
        return HTML(string="<title>Invented title</title><p>Jordan did well at school.</p>").write_pdf()
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def armed_pdf() -> bytes:
    """Return a PDF that runs a script, opens a program, fetches a page, and holds another file and who made it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain_pdf())))
    writer.add_open_action(JavaScript("app.alert('run');"))
    writer.add_attachment("hidden.html", SCRIPT)
    writer.add_metadata({"/Author": "Invented Author", "/Producer": "Invented Producer"})
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    page = writer.pages[0]
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): launch})
    writer.root_object[NameObject("/OpenAction")] = launch
    xmp = DecodedStreamObject()
    xmp.set_data(b"<x:xmpmeta>Invented Author</x:xmpmeta>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://elsewhere.example/"))
    note = writer.add_annotation(0, FreeText(text="A note to be read", rect=(50, 50, 200, 100)))
    note[NameObject("/A")] = launch
    film = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/RichMedia"),
            NameObject("/Rect"): RectangleObject((0, 0, 9, 9)),
            NameObject("/F"): NumberObject(4),
        }
    )
    page["/Annots"].append(writer._add_object(film))
    return plain_pdf(writer)


def locked_pdf() -> bytes:
    """Return a PDF with a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain_pdf())))
    writer.encrypt("secret")
    return plain_pdf(writer)


def word_document() -> bytes:
    """Return a Word document that says who made it, with a photograph that says where it was taken."""
    document, written = Document(), BytesIO()
    document.add_paragraph("Jordan did well at school.")
    document.add_picture(BytesIO(photograph()))
    document.core_properties.author = "Invented Author"
    document.save(written)
    return written.getvalue()


def repacked(content: bytes, added: dict[str, bytes]) -> bytes:
    """Return a package with parts added or replaced."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(written, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in added:
                after.writestr(name, before.read(name))
        for name, part in added.items():
            after.writestr(name, part)
    return written.getvalue()


def zip_bomb() -> bytes:
    """Return a Word document of few bytes with a part that unpacks into very many."""
    return repacked(word_document(), {"word/media/image9.png": bytes(8 * 1024 * 1024)})


def macro_document() -> bytes:
    """Return a Word document with macros under the name of one without."""
    return repacked(word_document(), {"word/vbaProject.bin": b"macros"})


def fetching_document() -> bytes:
    """Return a Word document that fetches its template from elsewhere when it is opened."""
    rels = "word/_rels/document.xml.rels"
    with ZipFile(BytesIO(word_document())) as packed:
        told = packed.read(rels).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    line = f'<Relationship Id="rIdX" Type="{kind}" Target="https://elsewhere.example/t.dotm" TargetMode="External"/>'
    return repacked(word_document(), {rels: told.replace("</Relationships>", f"{line}</Relationships>").encode()})
