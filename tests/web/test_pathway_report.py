"""The page of the return-home report and its files: for those who may read the record, and no first answer in it."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from homeward.practice.assessment import SaidBy
from homeward.practice.classification import Change, Found, Level, Protection, Rating, Risks, Wish
from homeward.practice.instruments.shelf import instrument
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.pathway.assessment.actions import rate_factor
from homeward.web.pathway.assessment.details import RatingDetails
from homeward.web.pathway.classifications.actions import Judgement, classify
from homeward.web.pathway.models import PathwayStart
from homeward.web.people.models import Child
from tests.web.people_world import make_user
from tests.web.test_pathway_classification import child  # noqa: F401 - a child at the first classification
from tests.web.test_pathway_pages import ana, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FACTORS = {factor.id: factor for factor in instrument("return_home").factors}
MEDIUM = Found(Risks.PARTLY, Protection.SOME, Change.SHOWN, Wish.ALL_WANT)
SECRET = "She told me at the door that she drinks again."
WORDS = "Nobody has asked each adult alone."


def words_of(user: User, of: Child) -> str:
    """Return all that the Word file of a child's report says to somebody."""
    answer = browser(user).get(reverse("return_home_report_word", args=[of.pk]))
    assert answer.status_code == 200
    assert of.local_id not in answer.headers["Content-Disposition"]
    read = Document(BytesIO(answer.content))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in read.paragraphs), *cells])


def test_the_report_tells_the_assessment_and_no_first_answer_before_the_second(child, worker, manager):  # noqa: F811
    details = RatingDetails(FACTORS["domestic_abuse"], Rating.NOT_KNOWN, SaidBy.ASSESSOR, WORDS)
    rate_factor(child=child, details=details, by=worker)
    classify(
        child=child, judgement=Judgement(MEDIUM, Level.MEDIUM, SECRET, "Seen at home."), by=worker, on=clock.today()
    )
    for user in (worker, manager):
        told = words_of(user, child)
        assert WORDS in told
        assert SECRET not in told
        assert "Neither answer is told before the second is given." in told
    page = browser(worker).get(reverse("return_home_report", args=[child.pk])).text
    assert "one person has classified" in page
    assert SECRET not in page
    classify(
        child=child, judgement=Judgement(MEDIUM, Level.HIGH, "Nights.", "Seen at home."), by=manager, on=clock.today()
    )
    told = words_of(manager, child)
    assert SECRET in told
    assert "The two gave different levels." in told


def test_the_page_says_for_whom_it_is_and_keeps_parents_apart_where_abuse_may_be(child, worker):  # noqa: F811
    address = reverse("return_home_report", args=[child.pk])
    page = browser(worker).get(address).text
    assert reverse("copies", args=[child.pk]) in page
    assert "pages of its own" not in page
    PathwayStart.objects.update(abuse="not_known")
    assert "pages of its own" in browser(worker).get(address).text
    assert "stands on pages of its own" in words_of(worker, child)


def test_whoever_may_not_read_the_record_gets_no_report(child):  # noqa: F811
    stranger = browser(make_user(9, Role.SOCIAL_WORKER))
    for name in ("return_home_report", "return_home_report_pdf", "return_home_report_word"):
        assert stranger.get(reverse(name, args=[child.pk])).status_code in (403, 404)


def test_without_a_way_there_is_no_report(ana, worker):  # noqa: F811
    answer = browser(worker).get(reverse("return_home_report_pdf", args=[ana.pk]))
    assert answer.status_code == 302
    assert answer.url == reverse("pathway", args=[ana.pk])
