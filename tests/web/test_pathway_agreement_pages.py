"""The pages of agreements: nothing of one parent's reaches the other's, and each thing can be written down there."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from homeward.practice.agreement import Became, How, Judged, Who
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.chronology.models import Attachment
from homeward.web.pathway.agreements.actions import strike_part, write_goal
from homeward.web.pathway.agreements.details import GoalDetails, GoalLook, PromiseLook
from homeward.web.pathway.models import (
    AbuseRecorded,
    AgreementAnswer,
    AgreementVersion,
    GoalReviewed,
    WrittenGoal,
    WrittenPromise,
)
from homeward.web.people.models import Agency, Child, Contact, PersonName, Restriction
from tests.web.agreed_family import Family, all_agree, answer, family, goal_of, look_at_all, promise_of, version_of
from tests.web.people_world import entered, make_child, make_user
from tests.web.test_pathway_assessment import event_of
from tests.web.test_pathway_pages import boxes, browser

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAPERS = (
    pytest.param("agreement_pdf", marks=pytest.mark.slow),
    pytest.param("agreement_large_print", marks=pytest.mark.slow),
    "agreement_word",
    "agreement_text",
)
OF_HIS = (
    "Canarygoal",
    "Canaryservice",
    "Canaryhelp",
    "Canarystreet",
    "Canaryreason",
    "Canaryfinding",
    "Fin Invented",
)
"""Words that stand only in what is the father's, among them his name."""


@pytest.fixture
def home() -> Family:
    return family()


@pytest.fixture
def apart() -> Family:
    """A family in which abuse is recorded; each parent has an agreement, both reviewed."""
    home = family(AbuseRecorded.YES)
    clinic = Agency.objects.create(name="Canaryservice", kind="health")
    Contact.objects.create(person=home.father, way="post", value="7 Canarystreet", **entered())
    his = {
        "change": "Canarygoal each day.",
        "concern": "Canarygoal.",
        "seen_by": "Canarygoal.",
        "helped_by": "Canaryhelp",
    }
    for parent, goal, promise in (
        (home.mother, {}, {}),
        (home.father, his, {"what": "Canaryhelp weekly.", "agency": clinic, "by_whom": "Canaryhelp"}),
    ):
        written = goal_of(home.child, home.worker, parent, **goal)
        promised = promise_of(home.child, home.worker, parent, **promise)
        version = version_of(home.child, home.worker, parent)
        all_agree(home, version, parent)
        if parent == home.father:
            answer(home.child, version, home.worker, Who.PARENT, How.DECLINED, person=parent, words="Canaryreason")
            found = [GoalLook(written, Judged.CANNOT_TELL, "Canaryfinding")]
            look_at_all(home.child, version, home.worker, found, [PromiseLook(promised, Became.DELIVERED)])
    return home


def version(home: Family, parent: object = None) -> AgreementVersion:
    return AgreementVersion.objects.filter(parent=parent).latest("number")


def words_in(name: str, content: bytes) -> str:
    """Return all that a paper says, its properties too."""
    if name == "agreement_text":
        return content.decode()
    if name == "agreement_word":
        with ZipFile(BytesIO(content)) as packed:
            return "".join(packed.read(one).decode(errors="ignore") for one in packed.namelist())
    pdf = PdfReader(BytesIO(content))
    return "\n".join([str(pdf.metadata), *(page.extract_text() for page in pdf.pages)])


def page(home: Family, name: str, *args: object) -> str:
    answered = browser(home.worker).get(reverse(name, args=[home.child.pk, *args]))
    assert answered.status_code == 200, name
    return unescape(answered.text)


def test_nothing_of_one_parents_agreement_is_on_a_page_of_the_others(apart):
    row, her = version(apart, apart.mother), apart.mother.pk
    pages = {
        "agreement_of": (her,),
        "agreement_goal_of": (her,),
        "agreement_promise_of": (her,),
        "agreement_version": (row.pk,),
        "agreement_sign_of": (row.pk, "parent", her),
        "agreement_answer_of": (row.pk, "parent", her),
        "agreement_review": (row.pk,),
        "agreement_progress": (row.pk,),
    }
    for name, args in pages.items():
        said = page(apart, name, *args)
        services = {"Canaryservice"} if name == "agreement_promise_of" else set()
        assert {word for word in OF_HIS if word in said} <= services, name
    assert "Canarygoal" in page(apart, "agreement_of", apart.father.pk)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_of_one_parents_agreement_is_on_a_paper_of_the_others(apart, name):
    for parent, is_his in ((apart.mother, False), (apart.father, True)):
        address = reverse(name, args=[apart.child.pk, version(apart, parent).pk])
        answered = browser(apart.worker).get(address)
        said = words_in(name, answered.content)
        assert "Ana" in said
        assert not re.search("ana|mo|fin|canary", answered.headers["Content-Disposition"].lower().replace("format", ""))
        assert ("Canarygoal" in said, "Fin Invented" in said) == (is_his, is_his)
        assert not {"Canarystreet", "Canaryreason", "Canaryfinding"} & set(re.findall(r"\w+", said))
        assert "Domestic" not in said
        assert is_his or not {word for word in OF_HIS if word in said}
        assert ("Mo Invented" in said) is not is_his


def test_the_page_that_a_parent_holds_has_no_menu_and_nothing_of_the_record(apart):
    row = version(apart, apart.mother)
    AgreementAnswer.objects.filter(version=row, who="parent").delete()
    said = page(apart, "agreement_sign_of", row.pk, "parent", apart.mother.pk)
    for address in ("child", "family", "assessment", "pathway", "agreement"):
        assert f'"{reverse(address, args=[apart.child.pk])}"' not in said, address
    assert "govuk-service-navigation" not in said


def test_apart_there_is_no_page_with_both(apart):
    said = page(apart, "agreement")
    assert "Canarygoal" not in said
    for name in ("agreement_goal", "agreement_promise", "agreement_make"):
        answered = browser(apart.worker).get(reverse(name, args=[apart.child.pk]))
        assert answered.headers["Location"] == reverse("agreement", args=[apart.child.pk])


@pytest.mark.slow
def test_from_the_first_goal_to_the_review_each_thing_is_written_on_a_page(home):
    client, child, her = browser(home.worker), home.child, str(home.mother.pk)
    day = clock.today()
    goal = {"whose": her, "concern": "Late.", "change": "At school by 9.", "seen_by": "School notes it every day."}
    assert client.post(reverse("agreement_goal", args=[child.pk]), {**goal, **boxes(day, "by_on")}).status_code == 302
    promise = {"service": "own", "what": "A course.", "by_whom": "Sam", **boxes(day, "by_on")}
    assert client.post(reverse("agreement_promise", args=[child.pk]), promise).status_code == 302
    assert client.post(reverse("agreement_make", args=[child.pk]), boxes(day)).status_code == 302
    row = version(home)
    for parent in (home.mother, home.father):
        address = reverse("agreement_sign_of", args=[child.pk, row.pk, "parent", parent.pk])
        assert client.post(address, {"name": "Signed"}, follow=True).status_code == 200
    child_answers = reverse("agreement_answer", args=[child.pk, row.pk, "child"])
    assert client.post(child_answers, {"how": "declined", "words": "Not yet.", **boxes(day)}).status_code == 302
    manager_answers = reverse("agreement_answer", args=[child.pk, row.pk, "manager"])
    assert browser(home.manager).post(manager_answers, {"how": "on_screen", **boxes(day)}).status_code == 302
    assert "stands." in page(home, "agreement")
    key = event_of(child, home.worker)
    one, other = WrittenGoal.objects.get(), WrittenPromise.objects.get()
    review = {f"judged_{one.pk}": "not_met", f"evidence_{one.pk}": key, f"parents_view_{one.pk}": "I tried."}
    kept = {f"became_{other.pk}": "refused_care", f"what_{other.pk}": "Not for children in care."}
    answered = client.post(
        reverse("agreement_review", args=[child.pk, row.pk]), {**review, **kept, **boxes(day)}, follow=True
    )
    assert "I tried." in unescape(answered.text)
    said = page(home, "agreement")
    assert "Not kept by parents" in said
    assert "Refused because the child is, or was, looked after: A course." in said


def test_a_review_keeps_what_was_typed_while_its_lists_are_narrowed_and_says_beside_the_goal_what_is_missing(home):
    written = goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    all_agree(home, version_of(home.child, home.worker, None))
    event_of(home.child, home.worker, "A quiet night at home.")
    address = reverse("agreement_review", args=[home.child.pk, version(home).pk])
    typed = {f"judged_{written.pk}": "met", f"words_{written.pk}": "Typed before.", **boxes(clock.today())}
    narrowed = browser(home.worker).post(address, {**typed, "narrow": "1", "find_words": "nowhere"})
    assert "Typed before." in narrowed.text
    assert "A quiet night" not in narrowed.text
    refused = browser(home.worker).post(address, typed)
    assert f"evidence_{written.pk}" in refused.text
    assert "nobody can tell" in unescape(refused.text)
    assert not GoalReviewed.objects.exists()


def test_a_goal_that_makes_her_answer_for_him_is_asked_about_with_its_reason_and_holds_nobody_up(home):
    PersonName.objects.filter(person=home.father).update(given="Finlay")
    for abuse, asks in ((AbuseRecorded.NOT_KNOWN, True), (AbuseRecorded.NO, False)):
        home.start.__class__.objects.update(abuse=abuse)
        goal = {"whose": str(home.mother.pk), "concern": "x", "change": "Does not let Finlay visit.", "seen_by": "y"}
        address = reverse("agreement_goal_of", args=[home.child.pk, home.mother.pk])
        assert browser(home.worker).post(address, goal).status_code == 302
        assert ("Ofsted (2018)" in page(home, "agreement_of", home.mother.pk)) is asks


def test_each_version_says_what_differs_from_the_one_before_and_the_manager_is_asked_there(home):
    goal = goal_of(home.child, home.worker, home.mother)
    promise = promise_of(home.child, home.worker, None)
    first = version_of(home.child, home.worker, None)
    strike_part(child=home.child, part=promise, because="There is no such course.", by=home.worker)
    details = GoalDetails("It was late.", "Ana is at school by 8.", "School notes it.", parent=home.mother)
    write_goal(child=home.child, details=details, by=home.worker, replaces=goal)
    promise_of(home.child, home.worker, None, what="A lift to school each day.")
    second = version_of(home.child, home.worker, None)
    said = re.sub(r"<[^>]+>", "", page(home, "agreement_version", second.pk))
    for words in ("Changed: goal. Before: Mo Invented: Ana is at school by 9.", "Taken out: promise.", "New: promise."):
        assert words in said
    assert "It is not what stands now." in page(home, "agreement_version", first.pk)
    assert "Answer as the manager" not in said
    address = reverse("agreement_version", args=[home.child.pk, second.pk])
    assert "Answer as the manager" in browser(home.manager).get(address).text


def test_a_scan_of_this_record_is_chosen_and_one_of_another_is_not(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    row = version_of(home.child, home.worker, None)
    told = {"kind": "application/pdf", "size": 1, "digest": "x", "digest_given": "x", "entered_at": clock.now()}
    mine = Attachment.objects.create(child=home.child, title="Signed paper", **told)
    other = Attachment.objects.create(child=make_child(5), title="Elsewhere", **told)
    address = reverse("agreement_answer_of", args=[home.child.pk, row.pk, "parent", home.mother.pk])
    for scan, status in ((other, 200), (mine, 302)):
        sent = {"how": "on_paper", "scan": str(scan.pk), **boxes(clock.today())}
        assert browser(home.worker).post(address, sent).status_code == status
    assert "The signed paper" in page(home, "agreement_version", row.pk)


def test_a_parent_of_whom_the_reader_may_not_be_told_is_not_there(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    row = version_of(home.child, home.worker, None)
    own = Child.objects.create(person=home.mother, local_id="INV8", opened_on=clock.today(), entered_at=clock.now())
    Restriction.objects.create(child=own, number_to_ring="1", **entered())
    for name, args in (
        ("agreement_of", [home.mother.pk]),
        ("agreement_version", [row.pk]),
        ("agreement_pdf", [row.pk]),
    ):
        assert browser(home.worker).get(reverse(name, args=[home.child.pk, *args])).status_code == 404
    assert "Mo Invented" not in page(home, "agreement")


def test_help_refused_is_for_those_who_plan_services_and_has_no_names(home):
    goal_of(home.child, home.worker, home.mother)
    promised = promise_of(home.child, home.worker, None)
    all_agree(home, version_of(home.child, home.worker, None))
    found = [PromiseLook(promised, Became.REFUSED_CARE, "She is in care.")]
    look_at_all(home.child, version(home), home.worker, [], found)
    for number, role in enumerate((Role.HEAD_OF_SERVICE, Role.ANALYST), 20):
        answered = browser(make_user(number, role)).get(reverse("agreement_refused"))
        assert answered.status_code == 200
        assert "Children’s social care" in answered.text
        assert "Ana" not in answered.text
    assert browser(home.worker).get(reverse("agreement_refused")).status_code == 403


@pytest.mark.slow
def test_the_pages_ask_as_much_of_the_database_with_many_goals_as_with_few(home):
    counted = []
    for more in (1, 8):
        for _ in range(more):
            written = goal_of(home.child, home.worker, home.mother)
            promised = promise_of(home.child, home.worker, None)
        row = version_of(home.child, home.worker, None)
        all_agree(home, row)
        found = [GoalLook(written, Judged.CANNOT_TELL)]
        look_at_all(home.child, row, home.worker, found, [PromiseLook(promised, Became.DELIVERED)])
        client, addresses = browser(home.worker), [reverse("agreement", args=[home.child.pk])]
        addresses += [
            reverse(name, args=[home.child.pk, row.pk]) for name in ("agreement_version", "agreement_progress")
        ]
        client.get(addresses[0])
        with CaptureQueriesContext(connection) as queries:
            for address in addresses:
                assert client.get(address).status_code == 200
        counted.append(len(queries))
    # The second time there is a version before, to be compared with.
    assert counted[1] <= counted[0] + 1
