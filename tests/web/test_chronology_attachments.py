"""Files of a record: told by their bytes, cleaned, given out as downloads only; what would do harm is refused."""

import sys
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from PIL import Image
from pypdf import PdfReader

from homeward.practice.chronology.event import Reach
from homeward.sources.attachments.apart import clean_here
from homeward.sources.attachments.kinds import FileKind, NotTakenError
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.attachments import cleaning
from homeward.web.chronology.attachments.actions import add_attachment
from homeward.web.chronology.attachments.cleaning import clean_file
from homeward.web.chronology.attachments.details import FileDetails, plain_title
from homeward.web.chronology.events.actions import add_event, correct_event
from homeward.web.chronology.models import Attachment, AttachmentBytes, LifeEvent
from homeward.web.people.models import AllocatedAs, Allocation, BreakGlass, Child
from homeward.web.people.policy import visible
from tests.web import files_given as given
from tests.web.copies_family import happened
from tests.web.people_service import browser_of, last_row, rows_about
from tests.web.people_world import entered, make_child, make_user

LETTER = "Dear Jordan,\nwell done – invented school.\n".encode()


@pytest.fixture(autouse=True)
def _clean_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clean in this process: test_attachments_apart tries the other one."""
    monkeypatch.setattr(cleaning, "clean_apart", clean_here)


@pytest.fixture
def worker(db: None) -> User:
    return make_user(1, Role.SOCIAL_WORKER)


@pytest.fixture
def child(worker: User) -> Child:
    found = make_child(1)
    Allocation.objects.create(child=found, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    return found


# What is left of a file


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_does_not_tell_where_it_was_taken_and_stands_upright(kind: str) -> None:
    before = given.photograph(kind)
    assert Image.open(BytesIO(before)).getexif().get_ifd(given.GPS), "else this could not fail"
    clean = clean_file(before)
    after = Image.open(BytesIO(clean.content))
    assert (after.format, dict(after.getexif()), after.info.get("comment")) == (kind, {}, None)
    assert after.size == (30, 40), "turned as the camera said"
    assert b"Invented" not in clean.content
    assert (clean.digest, clean.digest_given) == (sha256(clean.content).hexdigest(), sha256(before).hexdigest())


def test_what_hides_behind_a_picture_is_gone() -> None:
    clean = clean_file(given.photograph() + given.SCRIPT)
    assert b"script" not in clean.content
    assert clean_file(
        b"\xff\xd8\xff\xfe\x00\x2a" + b"<script>alert(1)</script>".ljust(40) + given.photograph()[2:]
    ).kind == (FileKind.JPEG)


def test_a_pdf_keeps_its_pages_and_loses_what_runs_hides_or_tells_of_its_making() -> None:
    before = given.armed_pdf()
    after = clean_file(before).content
    reader = PdfReader(BytesIO(after))
    assert "Jordan did well at school." in reader.pages[0].extract_text()
    assert [note.get_object()["/Subtype"] for note in reader.pages[0]["/Annots"]] == ["/FreeText"]
    assert (reader.metadata, reader.xmp_metadata, reader.attachments) == (None, None, {})
    whole = repr([reader.get_object(number) for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1)])
    for word in (
        "/JS",
        "/JavaScript",
        "/Launch",
        "/OpenAction",
        "/AA",
        "/EmbeddedFile",
        "/URI",
        "/RichMedia",
        "cmd.exe",
    ):
        assert word not in whole, word
        assert word.encode() not in after, word
    assert b"Invented Author" not in after


def test_a_pdf_that_is_a_web_page_too_is_a_pdf_alone_afterwards() -> None:
    clean = clean_file(given.plain_pdf() + b"<html>" + given.SCRIPT)
    assert b"<script" not in clean.content


def test_a_word_document_loses_who_made_it_and_where_its_pictures_were_taken() -> None:
    before = given.word_document()
    clean = clean_file(before)
    document = Document(BytesIO(clean.content))
    assert [paragraph.text for paragraph in document.paragraphs][:1] == ["Jordan did well at school."]
    assert document.core_properties.author != "Invented Author"
    (picture,) = [part for part in document.part.package.iter_parts() if part.content_type == "image/jpeg"]
    assert dict(Image.open(BytesIO(picture.blob)).getexif()) == {}


# What is refused

HARMFUL = {
    "nothing": lambda: b"",
    "a web page": lambda: b"<!DOCTYPE html><html>" + given.SCRIPT,
    "a drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a drawing after blanks": lambda: b"\n\n  <?xml version='1.0'?><svg/>",
    "text with a script": lambda: b"Dear all,\n" + given.SCRIPT,
    "gif and script": lambda: b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
    "html before a pdf": lambda: b"<html>" + given.plain_pdf(),
    "a program": lambda: b"MZ" + bytes(200),
    "an old word document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a saved e-mail": lambda: b"Received: from x\nMIME-Version: 1.0\n\nhello",
    "a zip": lambda: given.repacked(given.word_document(), {"word/document.xml": b"", "[Content_Types].xml": b""}),
    "a zip bomb": given.zip_bomb,
    "macros": given.macro_document,
    "a fetching document": given.fetching_document,
    "a pixel bomb": given.pixel_bomb,
    "a moving picture": given.moving_picture,
    "a locked pdf": given.locked_pdf,
    "a cut-off pdf": lambda: given.plain_pdf()[:200],
    "a cut-off photograph": lambda: given.photograph()[:300],
    "a cut-off document": lambda: given.word_document()[:2000],
    "only a beginning": lambda: b"%PDF-",
    "only a beginning of a picture": lambda: b"\x89PNG\r\n\x1a\n",
    "binary": lambda: bytes(range(256)),
}


@pytest.mark.parametrize("what", HARMFUL)
def test_what_could_do_harm_or_is_broken_is_refused_in_a_sentence(what: str) -> None:
    with pytest.raises(NotTakenError) as refused:
        clean_file(HARMFUL[what]())
    says = str(refused.value)
    assert says.endswith(".")
    assert "Error" not in says
    assert "<" not in says


@pytest.mark.slow
@pytest.mark.parametrize("make", [given.armed_pdf, given.photograph, given.word_document])
def test_a_file_cut_off_anywhere_is_refused_or_sound(make) -> None:
    whole = make()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        try:
            clean_file(whole[:end])
        except NotTakenError:
            continue


def test_too_large_a_file_is_refused_before_it_is_opened(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOMEWARD_MOST_FILE_BYTES = 1024 * 1024
    monkeypatch.setattr(cleaning, "kind_of", lambda content: pytest.fail("opened"))
    with pytest.raises(NotTakenError, match="larger than 1 MB"):
        clean_file(bytes(1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("ends", "says"),
    [("0", ""), ("1", "found something"), ("2", "could not look"), ("3", "could not look")],
)
def test_the_scanner_is_asked_and_whatever_it_does_not_clear_is_refused(settings, ends: str, says: str) -> None:
    code = f"import sys; assert sys.stdin.buffer.read(); sys.exit({ends})"
    settings.HOMEWARD_SCANNER = f'{sys.executable} -c "{code}"'
    if not says:
        assert clean_file(LETTER).kind == FileKind.TEXT
        return
    with pytest.raises(NotTakenError, match=says):
        clean_file(LETTER)


def test_a_scanner_that_is_not_there_lets_nothing_through(settings) -> None:
    settings.HOMEWARD_SCANNER = "/nowhere/scanner"
    with pytest.raises(NotTakenError, match="could not look"):
        clean_file(LETTER)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("letter\r\nSet-Cookie: x", "letter Set-Cookie: x"),
        ("photo\u202egpj.exe", "photo gpj.exe"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("\u200b \t", ""),
    ],
)
def test_a_title_is_one_line_that_reads_as_it_stands(title: str, plain: str) -> None:
    assert plain_title(title) == plain


# In the record


def send(browser: Client, child: Child, content: bytes, name: str = "letter.txt", **told: object):
    answers = {"title": "Letter of the school", "reach": Reach.SERVICE, "belongs_to": ""} | told
    return browser.post(
        reverse("attachment_add", args=[child.pk]), answers | {"file": SimpleUploadedFile(name, content)}, follow=True
    )


@pytest.mark.django_db(transaction=True)
def test_a_file_is_added_downloaded_and_struck_out_on_the_pages(worker: User, child: Child) -> None:
    browser = browser_of(worker)
    told = send(browser, child, given.photograph(), "../..\\letter\r\n\u202eexe.html")
    assert "The file is kept." in told.text
    kept = Attachment.objects.get()
    assert (kept.kind, kept.title) == ("image/jpeg", "Letter of the school")
    answer = browser.get(reverse("attachment_download", args=[child.pk, kept.pk]))
    assert sha256(answer.content).hexdigest() == kept.digest
    assert answer.headers["Content-Disposition"] == f'attachment; filename="file-{str(kept.pk)[:8]}.jpg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert last_row("page_read")[1]["id"] == str(kept.pk)
    strike = reverse("attachment_strike", args=[child.pk, kept.pk])
    assert "Say why" in browser.post(strike, {"because": ""}).text
    browser.post(strike, {"because": "Of another child"})
    assert browser.get(reverse("attachment_download", args=[child.pk, kept.pk])).status_code == 404
    assert [rows_about(child, action) for action in ("attachment_added", "attachment_struck")] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_file_is_added_from_the_page_of_an_event_and_stands_there(
    worker: User, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("homeward.web.chronology.pages.attachment_add.MOST_OFFERED", 1)
    old = add_event(child=child, details=happened(child, "Fell.", reach=Reach.RESTRICTED), by=worker)
    add_event(child=child, details=happened(child, "Later."), by=worker)
    LifeEvent.objects.filter(pk=old.pk).update(on=date(2001, 1, 1))
    browser, where = browser_of(worker), reverse("event", args=[child.pk, old.pk])
    link = f"{reverse('attachment_add', args=[child.pk])}?to=event-{old.pk}"
    assert link in browser.get(where).text
    form = browser.get(link).context["form"]
    assert (form["belongs_to"].value(), form["reach"].value()) == (f"event-{old.pk}", Reach.RESTRICTED)
    told = {"file": SimpleUploadedFile("x.txt", LETTER), "title": "Letter of the ward"}
    browser.post(link, told | {"belongs_to": form["belongs_to"].value(), "reach": form["reach"].value()})
    assert "Letter of the ward" in browser.get(where).text
    colleague = make_user(8, Role.TEAM_MANAGER)
    BreakGlass.objects.create(
        child=child, user=colleague, reason="x", at=clock.now(), until_at=clock.now() + timedelta(hours=1)
    )
    assert "Add a file" not in browser_of(colleague).get(where).text


@pytest.mark.django_db(transaction=True)
def test_the_page_says_why_a_file_is_not_taken(worker: User, child: Child) -> None:
    browser = browser_of(worker)
    for content, says in ((b"", "empty"), (HARMFUL["a web page"](), "can run in a browser"), (b"%PDF-", "broken")):
        assert says in send(browser, child, content, "harmless.pdf").text
    assert not AttachmentBytes.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_seen_by_nobody_who_does_not_see_what_it_belongs_to(worker: User, child: Child) -> None:
    colleague = make_user(2, Role.ADULT_SPECIALIST)
    Allocation.objects.create(child=child, user=colleague, allocated_as=AllocatedAs.MENTAL_HEALTH, **entered())
    event = add_event(child=child, details=happened(child, "A call."), by=worker)
    details = FileDetails("Notes", Reach.SERVICE, event=event)
    kept = add_attachment(child=child, content=LETTER, details=details, by=worker)
    assert visible(colleague, Attachment).filter(pk=kept.pk).exists()
    with pytest.raises(ValidationError, match="more people"):
        add_attachment(child=child, content=LETTER, details=FileDetails("x", Reach.AGENCIES, event=event), by=worker)
    narrower = happened(child, "A call.", reach=Reach.RESTRICTED)
    correct_event(child=child, event=event, details=narrower, because="Confidential", by=worker)
    assert not visible(colleague, Attachment).filter(pk=kept.pk).exists()
    assert visible(worker, Attachment).get(pk=kept.pk).event == LifeEvent.objects.standing().get()
    where = reverse("attachment_download", args=[child.pk, kept.pk])
    assert [browser_of(user).get(where).status_code for user in (worker, colleague, make_user(3))] == [200, 404, 403]


@pytest.mark.django_db(transaction=True)
def test_a_file_belongs_to_nothing_of_another_child_and_is_not_given_out_when_it_was_changed(
    worker: User, child: Child
) -> None:
    other = make_child(2)
    Allocation.objects.create(child=other, user=worker, allocated_as=AllocatedAs.SOCIAL_WORKER, **entered())
    event = add_event(child=other, details=happened(other, "Elsewhere."), by=worker)
    with pytest.raises(ValidationError, match="not of this child"):
        add_attachment(child=child, content=LETTER, details=FileDetails("x", event=event), by=worker)
    kept = add_attachment(child=child, content=LETTER, details=FileDetails("x"), by=worker)
    assert browser_of(worker).get(reverse("attachment_download", args=[other.pk, kept.pk])).status_code == 404
    AttachmentBytes.objects.filter(attachment=kept).update(body=b"other")
    answer = browser_of(worker).get(reverse("attachment_download", args=[child.pk, kept.pk]))
    assert (answer.status_code, "cannot be given out" in answer.text) == (409, True)
