"""An assessment is written with its evidence, contradicts openly, warns until answered, and meets needs by itself."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from homeward.practice.assessment import Offered, SaidBy
from homeward.practice.chronology.event import Category, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.practice.classification import Change, Rating, Risks, Wish
from homeward.practice.instruments.shelf import instrument
from homeward.practice.pathways.position import EntryKind
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.chronology.events.actions import add_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import FileRead, HowAsked, Voice
from homeward.web.chronology.voices.actions import strike_voice, write_voice
from homeward.web.chronology.voices.details import VoiceDetails
from homeward.web.pathway.actions import meet_need
from homeward.web.pathway.assessment.actions import (
    answer_warning,
    assess_change,
    rate_factor,
    say_help,
    say_parents,
    strike_part,
    write_view,
)
from homeward.web.pathway.assessment.details import ChangeDetails, HelpDetails, RatingDetails, ViewDetails
from homeward.web.pathway.assessment.queries import assessment_of
from homeward.web.pathway.models import AbuseRecorded, FactorRating, PathwayEntry, PathwayStart
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import (
    AllocatedAs,
    Allocation,
    Child,
    Kinship,
    Person,
    PersonName,
    Relationship,
    Restriction,
)
from homeward.web.people.rights import NotPermittedError
from tests.web.people_world import entered, make_user
from tests.web.test_pathway_pages import ana, boxes, browser, manager, worker  # noqa: F401 - the same child and people

pytestmark = pytest.mark.django_db
FACTORS = {factor.id: factor for factor in instrument("return_home").factors}
WAY = (("decided", "consider", "yes"), ("done", "plan_assessment", ""), ("done", "chronology", ""))


def stand_at(child: Child, by: User, steps: int = 3, abuse: AbuseRecorded = AbuseRecorded.NO) -> PathwayStart:
    """Let a child stand on the way after so many steps; three lead to the assessment."""
    on = {"entered_at": clock.now(), "entered_by": by}
    start = PathwayStart.objects.create(
        child=child, pathway="return_home", began_on=clock.today(), because="x", abuse=abuse, **on
    )
    for at, (kind, step, answer) in enumerate(WAY[:steps], 1):
        told = {"kind": EntryKind(kind), "step": step, "answer": answer, "position": at, "on": clock.today()}
        PathwayEntry.objects.create(start=start, **told, **on)
    return start


def parent_of(child: Child, given: str, kind: Kinship = Kinship.MOTHER) -> Person:
    person = Person.objects.create(entered_at=clock.now())
    PersonName.objects.create(person=person, given=given, family="Invented", **entered())
    Relationship.objects.create(person=person, other=child.person, kind=kind, **entered())
    return person


def event_of(child: Child, by: User, what: str = "The police came at night.", reach: Reach = Reach.SERVICE) -> str:
    """Write an event of today; return its key."""
    told = {"category": Category.HARM, "knowledge": Knowledge.SEEN, "concerns": (ConcernDetails(child),)}
    event = add_event(child=child, details=EventDetails(When(clock.today()), what, reach=reach, **told), by=by)
    return f"event-{event.pk}"


def voice_of(child: Child, person: Person, by: User, words: str = "I want to go home.") -> Voice:
    details = VoiceDetails(person, clock.today(), HowAsked.ALONE, words)
    return write_voice(child=child, details=details, by=by)


@pytest.fixture
def mother(ana: Child) -> Person:  # noqa: F811
    return parent_of(ana, "Mo")


@pytest.fixture
def start(ana: Child, worker: User, mother: Person) -> PathwayStart:  # noqa: F811
    """A child at the step of the assessment, who might live with her mother."""
    begun = stand_at(ana, worker)
    say_parents(child=ana, parents=[mother], by=worker)
    return begun


def rate(child: Child, by: User, factor: str, rating: Rating, **words: object) -> FactorRating:
    told = {"said_by": SaidBy.ASSESSOR, "words": "As told.", **words}
    return rate_factor(child=child, details=RatingDetails(FACTORS[factor], rating, **told), by=by)


def changed(parent: Person, **words: object) -> ChangeDetails:
    told = {"must_change": "Drinking", "motivation": "Wants help", "in_two_minds": "", "offered": "Treatment"}
    rest = {"done": "Treatment since May", "change": Change.SHOWN, "seen_apart": True}
    return ChangeDetails(parent, **{**told, **rest, **words})


def found(start: PathwayStart, user: User):
    return assessment_of(start, clock.today(), user)


def test_no_rating_without_evidence_and_none_by_an_event_that_is_not_there(ana, worker, start):  # noqa: F811
    for keys in ((), ("event-of-somebody-else",)):
        with pytest.raises(ValidationError):
            rate(ana, worker, "long_neglect", Rating.PRESENT, evidence=keys)
    rate(ana, worker, "long_neglect", Rating.NOT_KNOWN)
    rate(ana, worker, "long_neglect", Rating.PRESENT, evidence=(event_of(ana, worker),))
    (weighed,) = [one for one in found(start, worker).weighed if one.factor.id == "long_neglect"]
    assert (weighed.rating, len(weighed.said)) == (Rating.PRESENT, 2)


def test_what_cannot_be_said_of_a_factor_is_refused(ana, worker, start, mother):  # noqa: F811
    key = event_of(ana, worker)
    refused = (
        ("family_time_goes_well", Rating.ADDRESSED, {}),
        ("child_wants_it", Rating.PRESENT, {}),
        ("behaviour", Rating.PRESENT, {"said_by": SaidBy.RECORD}),
        ("behaviour", Rating.PRESENT, {"parent": mother}),
        ("mental_health", Rating.PRESENT, {}),
        ("behaviour", Rating.PRESENT, {"words": " ", "said_by": SaidBy.CHILD}),
    )
    for factor, rating, words in refused:
        with pytest.raises(ValidationError):
            rate(ana, worker, factor, rating, evidence=(key,), **words)
    assert not FactorRating.objects.exists()


def test_accounts_that_differ_stay_in_sight_after_somebody_weighed_them(ana, worker, start, mother):  # noqa: F811
    key = (event_of(ana, worker),)
    about = {"parent": mother, "evidence": key}
    rate(ana, worker, "substance_misuse", Rating.PRESENT, said_by=SaidBy.HEALTH, name="Clinic", **about)
    rate(ana, worker, "substance_misuse", Rating.ABSENT, said_by=SaidBy.PARENT, name="Mo", **about)
    of = lambda: next(one for one in found(start, worker).weighed if one.factor.id == "substance_misuse")  # noqa: E731
    assert (of().rating, of().is_contradicted, of().parent) == (Rating.NOT_KNOWN, True, "Mo Invented")
    rate(ana, worker, "substance_misuse", Rating.ADDRESSED, **about)
    assert (of().rating, of().is_contradicted) == (Rating.ADDRESSED, True)


def test_a_failed_return_of_the_care_history_warns_by_itself_until_it_is_answered(ana, worker, start):  # noqa: F811
    first = ana.episodes.get()
    later = {"legal_status": "V2", "place": "U4", "reason_new_episode": "S", "entered_at": clock.now()}
    ana.episodes.create(decom_on=first.decom_on + timedelta(days=90), **later)
    first.dec_on, first.reason_ceased = first.decom_on + timedelta(days=30), "E4A"
    first.save()
    (warning,) = found(start, worker).warnings
    assert (warning.id, warning.is_answered) == ("failed_return", False)
    with pytest.raises(ValidationError):
        answer_warning(child=ana, warning="opposed", parent=None, answer="x", by=worker)
    answer_warning(child=ana, warning="failed_return", parent=None, answer="Another plan.", by=worker)
    assert found(start, worker).warnings[0].answer == "Another plan."


def test_child_and_parents_speak_by_their_own_words_and_never_by_somebody_elses(ana, worker, start, mother):  # noqa: F811
    own, hers = voice_of(ana, ana.person, worker), voice_of(ana, mother, worker, "I want her back.")
    child = {"whose": SaidBy.CHILD, "on": clock.today(), "person": ana.person}
    for words in ({"wish": Wish.ALL_WANT}, {"wish": Wish.ALL_WANT, "voice": hers}, {"wish": None}):
        with pytest.raises(ValidationError):
            write_view(child=ana, details=ViewDetails(**child, **words), by=worker)
    write_view(child=ana, details=ViewDetails(**child, wish=Wish.ALL_WANT, voice=own), by=worker)
    view = found(start, worker).childs_view
    assert (view.words, view.wish) == ("I want to go home.", Wish.ALL_WANT)
    rate(ana, worker, "behaviour", Rating.PRESENT, said_by=SaidBy.CHILD, words="", evidence=(f"voice-{own.pk}",))
    said = [one for weighed in found(start, worker).weighed for one in weighed.said if weighed.factor.id == "behaviour"]
    assert [one.words for one in said] == ["I want to go home."], "what she said is not typed again"
    wants = next(one for one in found(start, worker).speaks_for if one.factor.id == "child_wants_it")
    assert wants.said[0].evidence == (f"voice-{own.pk}",)
    strike_voice(voice=own, because="Another child said it", by=worker)
    assert found(start, worker).childs_view is None, "what rested on words that were struck out is asked again"


def test_what_the_reader_may_not_open_is_said_to_be_there_and_not_told(ana, worker, start):  # noqa: F811
    secret = event_of(ana, worker, "A neighbour told us in confidence.", Reach.RESTRICTED)
    rate(ana, worker, "long_neglect", Rating.PRESENT, evidence=(secret,))
    reviewer = make_user(7, Role.REVIEWING_OFFICER)
    Allocation.objects.create(child=ana, user=reviewer, allocated_as=AllocatedAs.REVIEWING_OFFICER, **entered())
    where = (reverse("assessment", args=[ana.pk]), reverse("assessment_factor", args=[ana.pk, "long_neglect"]))
    for address in where:
        assert "an event you may not open" in browser(reviewer).get(address).text
        assert "an event you may not open" not in browser(worker).get(address).text
    assert "neighbour" not in browser(reviewer).get(where[1]).text
    assert "neighbour" in browser(worker).get(where[1]).text


def test_the_record_meets_the_needs_of_the_assessment_by_itself(ana, worker, start, mother):  # noqa: F811
    missing = lambda: {one.need.id for one in way_of(ana, clock.today()).position.missing}  # noqa: E731
    assert missing() == {"factors_rated", "change_assessed", "child_heard"}
    with pytest.raises(ValidationError, match="by itself"):
        meet_need(child=ana, need="factors_rated", words="Done", by=worker, on=clock.today())
    own, hers = voice_of(ana, ana.person, worker), voice_of(ana, mother, worker)
    assert "child_heard" not in missing()
    assess_change(child=ana, details=changed(mother, evidence=(event_of(ana, worker),)), by=worker)
    assert missing() == {"factors_rated"}
    day = clock.today()
    for whose, person, voice in ((SaidBy.CHILD, ana.person, own), (SaidBy.PARENT, mother, hers)):
        write_view(child=ana, details=ViewDetails(whose, day, Wish.ALL_WANT, person, voice=voice), by=worker)
    for one in found(start, worker).not_looked_at:
        parent = mother if one.parent_id else None
        last = rate(ana, worker, one.factor.id, Rating.NOT_KNOWN, parent=parent)
    assert missing() == set()
    assert found(start, worker).found.risks == Risks.NOT_KNOWN
    strike_part(child=ana, part=last, because="Wrong child", by=worker)
    assert missing() == {"factors_rated"}


def test_where_abuse_is_not_known_each_parent_is_seen_apart(ana, worker, mother):  # noqa: F811
    stand_at(ana, worker, abuse=AbuseRecorded.NOT_KNOWN)
    father = parent_of(ana, "Fa", Kinship.FATHER)
    say_parents(child=ana, parents=[mother, father], by=worker)
    key = (event_of(ana, worker),)
    secret = "She fears him and means to leave."
    assess_change(child=ana, details=changed(mother, done=secret, evidence=key), by=worker)
    assess_change(child=ana, details=changed(father, seen_apart=False, evidence=key), by=worker)
    assert "apart" in {one.need.id for one in way_of(ana, clock.today()).position.missing}
    page = browser(worker)
    own = page.get(reverse("assessment_parent", args=[ana.pk, mother.pk])).text
    his = page.get(reverse("assessment_parent", args=[ana.pk, father.pk])).text
    assert secret in own
    assert secret not in his
    assert "see each parent alone" in his
    assess_change(child=ana, details=changed(father, evidence=key), by=worker)
    assert "apart" not in {one.need.id for one in way_of(ana, clock.today()).position.missing}


def test_naming_and_reading_the_file_are_not_written_down_a_second_time(ana, worker, manager):  # noqa: F811
    stand_at(ana, worker, 1)
    missing = lambda: {one.need.id for one in way_of(ana, clock.today()).position.missing}  # noqa: E731
    assert missing() == {"reader_named"}
    FileRead.objects.create(child=ana, reader=manager, named_at=clock.now(), due_on=clock.today(), named_by=manager)
    assert missing() == set()


def test_only_who_may_write_in_the_record_does(ana, manager, start, worker):  # noqa: F811
    stranger = make_user(9, Role.SOCIAL_WORKER)
    with pytest.raises(NotPermittedError):
        rate(ana, stranger, "long_neglect", Rating.NOT_KNOWN)
    with pytest.raises(NotPermittedError):
        say_help(
            child=ana,
            details=HelpDetails(ana.person, Offered.YES, Offered.NO, Offered.NOT_NEEDED),
            by=stranger,
        )


# On the pages


def test_a_factor_is_found_rated_with_its_evidence_and_seen_in_the_view(ana, worker, start, mother):  # noqa: F811
    key = event_of(ana, worker, "The police came at night.")
    other = event_of(ana, worker, "Her aunt took her to the lake.")
    page, where = browser(worker), reverse("assessment_factor_of", args=[ana.pk, "substance_misuse", mother.pk])
    assert where in page.get(reverse("assessment", args=[ana.pk])).text
    sent = {"rating": "present", "said_by": "assessor", "words": "Drinks again.", "find_kind": "", "find_words": "lake"}
    narrowed = page.post(where, {**sent, "narrow": "1"}).text
    assert other in narrowed
    assert key not in narrowed
    assert "Drinks again." in narrowed, "what was typed is kept"
    assert "There is a problem" not in narrowed
    assert not FactorRating.objects.exists()
    refused = page.post(where, sent).text
    assert "Tick what in the chronology shows it" in refused
    shown = page.post(where, {**sent, "find_words": "", "evidence": [key]}, follow=True).text
    assert "It is written down." in shown
    view = page.get(reverse("assessment", args=[ana.pk])).text
    assert "Drinks again." in view
    assert "Alcohol or drugs, and no treatment that is helping" in view
    assert reverse("assessment_warning_of", args=[ana.pk, "untreated_misuse", mother.pk]) in view
    rating = FactorRating.objects.get()
    assert "Present – Drinks again." in page.get(reverse("assessment_strike", args=[ana.pk, "account", rating.pk])).text


@pytest.mark.slow
def test_every_part_is_written_on_its_page(ana, worker, start, mother):  # noqa: F811
    page, own = browser(worker), voice_of(ana, ana.person, worker)
    key = event_of(ana, worker)
    told = {"must_change": "Drinking", "motivation": "Wants it", "offered": "A clinic", "change": "none"}
    sent = (
        ("assessment_parent", [mother.pk], {**told, "seen_apart": "yes", "find_kind": "", "evidence": [key]}),
        ("assessment_view", ["child"], {"voice": str(own.pk), "wish": "opposed"}),
        ("assessment_view", ["school"], {"name": "Ms Lee", "words": "She is calm here.", **boxes(clock.today())}),
        ("assessment_help", [mother.pk], {"advocate": "yes", "interpreter": "no", "communication": "not_needed"}),
        ("assessment_warning", ["opposed"], {"answer": "We asked her again with her advocate."}),
        ("assessment_warning_of", ["no_change", mother.pk], {"answer": "Three months of clinic first."}),
    )
    for name, args, words in sent:
        answer = page.post(reverse(name, args=[ana.pk, *args]), words)
        assert answer.status_code == 302, answer.text
    view = page.get(reverse("assessment", args=[ana.pk])).text
    for words in (
        "She is calm here.",
        "I want to go home.",
        "An interpreter: no",
        "We asked her again",
        "Three months",
    ):
        assert words in view


def test_the_classification_begins_with_what_the_assessment_proposes_and_asks_why_it_is_left(
    ana,  # noqa: F811
    worker,  # noqa: F811
    start,
):
    rate(ana, worker, "long_neglect", Rating.PRESENT, evidence=(event_of(ana, worker),))
    told = {"kind": EntryKind.DONE, "step": "assessment", "position": 4, "on": clock.today()}
    PathwayEntry.objects.create(start=start, entered_at=clock.now(), entered_by=worker, **told)
    page, where = browser(worker), reverse("classification_write", args=[ana.pk])
    shown = page.get(where).text
    assert "Present: Long neglect or emotional abuse." in shown
    assert "The rule proposes nothing while something is not known." in shown
    sent = {"risks": "partly", "protection": "some", "change": "shown", "wish": "all_want", "level": "3", "why": "So."}
    assert "Say why you find otherwise" in page.post(where, {**sent, **boxes(clock.today())}).text
    sent["differs_because"] = "I read the file of the clinic."
    assert page.post(where, {**sent, **boxes(clock.today())}).status_code == 302


@pytest.mark.slow
def test_the_view_asks_as_much_of_the_database_however_long_the_assessment_is(
    ana,  # noqa: F811
    worker,  # noqa: F811
    start,
    django_assert_max_num_queries,
):
    page, where = browser(worker), reverse("assessment", args=[ana.pk])
    for count in (1, 6):
        for _ in range(count):
            rate(ana, worker, "long_neglect", Rating.PRESENT, evidence=(event_of(ana, worker),))
        with django_assert_max_num_queries(48):
            assert page.get(where).status_code == 200
    with django_assert_max_num_queries(15):
        found(start, worker)


@pytest.mark.slow
def test_no_fact_is_asked_twice_on_the_pages_of_an_assessment(ana, worker, start, mother):  # noqa: F811
    page, facts = browser(worker), []
    for name, args in (
        ("assessment_parents", []),
        ("assessment_factor", ["long_neglect"]),
        ("assessment_parent", [mother.pk]),
        ("assessment_view", ["child"]),
        ("assessment_help", [mother.pk]),
    ):
        found_there = re.findall(r'data-fact="([^"]+)"', page.get(reverse(name, args=[ana.pk, *args])).text)
        facts += set(found_there)
    assert len(facts) == len(set(facts))
    assert not [fact for fact in facts if "find_" in fact]


def test_a_parent_of_whom_the_writer_may_not_be_told_is_not_struck_out_by_leaving_them_unticked(
    ana,  # noqa: F811
    worker,  # noqa: F811
    start,
    mother,
):
    father = parent_of(ana, "Fa", Kinship.FATHER)
    young = Child.objects.create(person=father, local_id="INV77", opened_on=clock.today(), entered_at=clock.now())
    say_parents(child=ana, parents=[mother, father], by=worker)
    Restriction.objects.create(child=young, number_to_ring="1", **entered())
    assert {one.name for one in found(start, worker).parents} == {"Mo Invented", "somebody of whom you may not be told"}
    say_parents(child=ana, parents=[mother], by=worker)
    assert start.assessed_parents.filter(struck_at=None).count() == 2
    refused = browser(worker).get(reverse("assessment_parent", args=[ana.pk, father.pk]))
    assert refused.status_code == 404
