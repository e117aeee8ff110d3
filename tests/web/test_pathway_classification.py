"""Two people classify apart: neither sees the other's answer first, and only together do they meet the need."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homeward.practice.classification import Change, Found, Level, Protection, Risks, Wish
from homeward.practice.pathways.position import EntryKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.actions import meet_need
from homeward.web.pathway.classifications.actions import Judgement, agree_on_classification, classify
from homeward.web.pathway.models import AbuseRecorded, Classification, PathwayEntry, PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import Child
from homeward.web.people.policy import visible
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = pytest.mark.django_db
MEDIUM = Found(Risks.PARTLY, Protection.SOME, Change.SHOWN, Wish.ALL_WANT)
UNKNOWN = Found(Risks.NOT_KNOWN, Protection.SOME, Change.SHOWN, Wish.ALL_WANT)
SECRET = "She told me at the door that she drinks again."


@pytest.fixture
def child(ana: Child, worker: User) -> Child:  # noqa: F811
    """A child at the first classification."""
    on = {"on": clock.today(), "entered_at": clock.now(), "entered_by": worker}
    start = PathwayStart.objects.create(
        child=ana, pathway="return_home", began_on=clock.today(), because="x", abuse=AbuseRecorded.NO,
        entered_at=clock.now(), entered_by=worker,
    )  # fmt: skip
    way = (("decided", "consider", "yes"), ("done", "plan_assessment", ""), ("done", "chronology", ""))
    for at, (kind, step, answer) in enumerate((*way, ("done", "assessment", "")), 1):
        PathwayEntry.objects.create(start=start, kind=EntryKind(kind), step=step, answer=answer, position=at, **on)
    return ana


def found(level: Level | None = Level.MEDIUM, of: Found = MEDIUM, why: str = "Because.") -> Judgement:
    return Judgement(of, level, why)


def test_the_first_answer_is_hidden_until_the_second_is_given(child, worker, manager):  # noqa: F811
    classify(child=child, judgement=found(why=SECRET), by=worker, on=clock.today())
    page = reverse("classification", args=[child.pk])
    assert SECRET in browser(worker).get(page).text
    hidden = browser(manager).get(page).text
    assert SECRET not in hidden
    assert "One person has classified" in hidden
    assert not visible(manager, Classification).exists()
    classify(child=child, judgement=found(Level.HIGH), by=manager, on=clock.today())
    assert SECRET in browser(manager).get(page).text
    assert visible(manager, Classification).count() == 2


def test_what_two_people_agree_on_is_what_the_step_needs(child, worker, manager):  # noqa: F811
    with pytest.raises(ValidationError, match="Two people"):
        meet_need(child=child, need="classified", words="I did it", by=worker, on=clock.today())
    classify(child=child, judgement=found(), by=worker, on=clock.today())
    with pytest.raises(ValidationError, match="Both classify first"):
        agree_on_classification(child=child, level=Level.MEDIUM, words="We agree", by=worker, on=clock.today())
    with pytest.raises(ValidationError, match="already"):
        classify(child=child, judgement=found(), by=worker, on=clock.today())
    classify(child=child, judgement=found(), by=manager, on=clock.today())
    agree_on_classification(child=child, level=Level.MEDIUM, words="We agree", by=manager, on=clock.today())
    assert not way_of(child, clock.today()).position.missing
    assert "Medium risk" in browser(worker).get(reverse("classification", args=[child.pk])).text


def test_no_level_where_something_is_not_known(child, worker):  # noqa: F811
    for level, of in ((Level.LOW, UNKNOWN), (None, MEDIUM)):
        with pytest.raises(ValidationError):
            classify(child=child, judgement=found(level, of), by=worker, on=clock.today())
    classify(child=child, judgement=found(None, UNKNOWN), by=worker, on=clock.today())


def test_both_classify_and_agree_on_the_pages(child, worker, manager):  # noqa: F811
    told = {"risks": "partly", "protection": "some", "change": "shown", "wish": "all_want", "level": "3", "why": "So."}
    for user in (worker, manager):
        answer = browser(user).post(reverse("classification_write", args=[child.pk]), told | boxes(clock.today()))
        assert answer.status_code == 302
    agreed = {"level": "3", "words": "We agree.", **boxes(clock.today())}
    shown = browser(worker).post(reverse("classification_agree", args=[child.pk]), agreed, follow=True)
    assert "We agree." in shown.text
    assert "Homeward’s default" in shown.text


def test_what_each_found_can_still_be_read_when_the_work_stands_elsewhere(child, worker, manager):  # noqa: F811
    page = reverse("classification", args=[child.pk])
    classify(child=child, judgement=found(why=SECRET), by=worker, on=clock.today())
    classify(child=child, judgement=found(Level.HIGH), by=manager, on=clock.today())
    agree_on_classification(child=child, level=Level.HIGH, words="Both say so.", by=manager, on=clock.today())
    start = PathwayStart.objects.get()
    PathwayEntry.objects.create(
        start=start, kind=EntryKind.DONE, step="first_classification", position=5, on=clock.today(),
        entered_at=clock.now(), entered_by=worker,
    )  # fmt: skip
    told = browser(manager).get(page).text
    assert "nothing is classified" in told
    assert SECRET in told
