"""A chronology sent as a file: the view and the narrowing of the address, no personal data in its name, audited."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.people.models import Child
from tests.read_pdf import words_of_pages
from tests.web.people_service import Service, last_row, make_service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def service(user_with: Callable[..., User]) -> Service:
    return make_service(user_with)


@pytest.fixture
def jordan(service: Service) -> Child:
    child = service.child()
    service.allocate(child)
    happened = (
        ("Broke an arm.\x0b\x1f", Category.HEALTH, Reach.SERVICE),
        ("Learnt to swim.", Category.STRENGTH, Reach.AGENCIES),
        ("Told to few.", Category.FAMILY, Reach.RESTRICTED),
    )
    for what, category, reach in happened:
        details = EventDetails(
            When(date(2024, 3, 5)), what, category, Knowledge.PARENT, (ConcernDetails(child),), reach=reach
        )
        add_event(child=child, details=details, by=service.user(Role.SOCIAL_WORKER))
    return child


def pdf_words(body: bytes) -> str:
    return " ".join(words_of_pages(body))


def word_words(body: bytes) -> str:
    word = Document(BytesIO(body))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return " ".join((*(paragraph.text for paragraph in word.paragraphs), *cells))


@pytest.mark.parametrize(("page", "read"), [("chronology_pdf", pdf_words), ("chronology_word", word_words)])
def test_a_file_holds_its_view_alone(service: Service, jordan: Child, page: str, read: Callable[[bytes], str]) -> None:
    worker, told = service.browser(Role.SOCIAL_WORKER), {}
    for view in ("worker", "life", "court", "agencies"):
        answer = worker.get(reverse(page, args=[jordan.pk]), {"as": view})
        told[view] = [what in read(answer.content) for what in ("Broke an arm", "Learnt to swim", "Told to few")]
        assert "Jordan" not in answer["Content-Disposition"]
        assert str(jordan.pk) not in answer["Content-Disposition"]
        row, detail = last_row("page_read")
        assert (row.subject_id, detail["page"]) == (str(jordan.pk), page)
    assert told == {
        "worker": [True, True, True],
        "life": [True, True, False],
        "court": [True, True, False],
        "agencies": [False, True, False],
    }
    narrowed = read(worker.get(reverse(page, args=[jordan.pk]), {"as": "court", "kind": "strength"}).content)
    assert "Learnt to swim" in narrowed
    assert "Broke an arm" not in narrowed
    assert "Only: strength or progress" in narrowed


def test_a_file_is_not_sent_for_an_address_that_asks_for_what_cannot_be(service: Service, jordan: Child) -> None:
    worker = service.browser(Role.SOCIAL_WORKER)
    answer = worker.get(reverse("chronology_pdf", args=[jordan.pk]), {"kind": "nothing"}, follow=True)
    assert answer.redirect_chain
    assert "choose from the list" in answer.text
