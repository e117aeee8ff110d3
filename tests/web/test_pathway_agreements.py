"""Agreements are frozen, agreed anew after each change, kept apart where abuse may be, and reviewed on both sides."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from homeward.practice.agreement import Became, How, Judged, Side, Who, breaches
from homeward.web import clock
from homeward.web.audit.models import AuditEvent
from homeward.web.pathway.agreements.actions import make_version, strike_part, write_goal
from homeward.web.pathway.agreements.details import GoalDetails, GoalLook, PromiseLook
from homeward.web.pathway.agreements.met import met_by_agreements
from homeward.web.pathway.agreements.queries import agreements_of, standing_of
from homeward.web.pathway.agreements.refused import refused_services
from homeward.web.pathway.agreements.told import agreement_grounds, agreement_tasks
from homeward.web.pathway.models import (
    AbuseRecorded,
    AgreementVersion,
    GoalReviewed,
    PathwayEntry,
    PathwayStart,
    PromiseReviewed,
)
from homeward.web.pathway.queries import way_of
from homeward.web.people.models import Agency, Restriction
from homeward.web.people.rights import NotPermittedError
from tests.web.agreed_family import (
    all_agree,
    answer,
    family,
    goal_of,
    later,
    look_at_all,
    met,
    promise_of,
    reviewed_child,
    version_of,
)
from tests.web.people_world import entered, make_user
from tests.web.test_pathway_assessment import event_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return family()


@pytest.fixture
def apart(home):
    """The same family, where nobody knows whether there is abuse."""
    PathwayStart.objects.update(abuse=AbuseRecorded.NOT_KNOWN)
    home.start.refresh_from_db()
    return home


def the(start, parent=None):
    """Return the latest version of one agreement."""
    found = agreements_of(start, clock.today())
    return next(one for one in found if one.for_parent == str(parent.pk if parent else ""))


def missing(child):
    return {one.need.id for one in way_of(child, clock.today()).position.missing}


def test_the_step_waits_until_both_parents_the_child_and_the_manager_answered(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    assert "agreed" in missing(home.child)
    version = version_of(home.child, home.worker, None)
    answer(home.child, version, home.worker, Who.PARENT, person=home.mother)
    answer(
        home.child,
        version,
        home.worker,
        Who.PARENT,
        How.DECLINED,
        person=home.father,
        words="He wants a solicitor first.",
    )
    answer(home.child, version, home.worker, Who.CHILD, How.NOT_ABLE, words="She is two.")
    assert the(home.start).waits_for == ("the manager",)
    assert "agreed" in missing(home.child)
    answer(home.child, version, home.manager, Who.MANAGER)
    assert the(home.start).is_agreed
    assert [one.words for one in the(home.start).declined] == ["He wants a solicitor first."]
    assert "agreed" not in missing(home.child)


def test_any_later_change_has_to_be_agreed_anew_and_what_was_agreed_stays_as_it_was(home):
    goal = goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    version = version_of(home.child, home.worker, None)
    all_agree(home, version)
    before = AgreementVersion.objects.get(pk=version.pk).content
    details = GoalDetails("It was late.", "Ana is at school by 8.", "School notes it.", later(), parent=home.mother)
    anew = write_goal(child=home.child, details=details, by=home.worker, replaces=goal)
    assert (anew.line, anew.position) == (goal.line, goal.position)
    assert the(home.start).is_changed
    assert not the(home.start).is_agreed
    assert "agreed" in missing(home.child)
    with pytest.raises(ValidationError):
        answer(home.child, version, home.worker, Who.PARENT, person=home.mother)
    second = version_of(home.child, home.worker, None)
    assert (second.number, AgreementVersion.objects.get(pk=version.pk).content) == (2, before)
    assert second.digest != version.digest
    assert the(home.start).accepted == ()


def test_a_version_needs_a_goal_and_a_promise_and_something_new(home):
    for write in (goal_of, promise_of):
        with pytest.raises(ValidationError):
            version_of(home.child, home.worker, None)
        write(home.child, home.worker, home.mother)
    version_of(home.child, home.worker, None)
    with pytest.raises(ValidationError, match="Nothing was changed"):
        version_of(home.child, home.worker, None)


def test_who_made_the_version_does_not_answer_for_the_service(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    version = version_of(home.child, home.manager, None)
    with pytest.raises(NotPermittedError):
        answer(home.child, version, home.manager, Who.MANAGER)
    with pytest.raises(NotPermittedError):
        answer(home.child, version, home.worker, Who.MANAGER)


def test_a_version_whose_words_were_changed_past_the_service_does_not_stand(home):
    version, _, _ = reviewed_child(home)
    assert the(home.start).is_agreed
    content = version.content.replace("at school by 9", "at school by 7")
    AgreementVersion.objects.filter(pk=version.pk).update(content=content)
    assert not the(home.start).is_agreed
    assert "agreed" in missing(home.child)


def test_the_managers_answer_is_struck_out_by_those_who_lead_alone(home):
    version, _, _ = reviewed_child(home)
    given = version.answers.get(who="manager")
    with pytest.raises(NotPermittedError):
        strike_part(child=home.child, part=given, because="Wrong.", by=home.worker)
    strike_part(child=home.child, part=given, because="Wrong.", by=home.manager)
    assert the(home.start).waits_for == ("the manager",)


def test_an_answer_without_its_reason_or_of_nobody_asked_is_refused(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, home.mother)
    version = version_of(home.child, home.worker, home.mother)
    refused = (
        (Who.PARENT, How.DECLINED, {"person": home.mother}),
        (Who.PARENT, How.ON_PAPER, {"person": home.mother}),
        (Who.PARENT, How.ON_SCREEN, {"person": home.mother, "name": " "}),
        (Who.PARENT, How.NOT_ABLE, {"person": home.mother, "words": "x"}),
        (Who.PARENT, How.ON_SCREEN, {"person": home.father}),
        (Who.PARENT, How.ON_SCREEN, {}),
    )
    for who, how, words in refused:
        with pytest.raises(ValidationError):
            answer(home.child, version, home.worker, who, how, **words)
    assert not version.answers.exists()


def test_apart_there_is_no_agreement_with_both_and_every_line_is_of_one_parent(apart):
    home = apart
    with pytest.raises(ValidationError):
        promise_of(home.child, home.worker, None)
    with pytest.raises(ValidationError):
        goal_of(home.child, home.worker, None, is_of_child=True)
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, home.mother)
    with pytest.raises(ValidationError):
        version_of(home.child, home.worker, None)
    hers = version_of(home.child, home.worker, home.mother)
    with pytest.raises(ValidationError, match="at least one goal"):
        version_of(home.child, home.worker, home.father)
    assert (hers.number, str(home.father.pk) in hers.content) == (1, False)


def test_apart_each_parent_has_to_be_asked(apart):
    home = apart
    for parent in (home.mother, home.father):
        assert "agreed" in missing(home.child)
        goal_of(home.child, home.worker, parent)
        promise_of(home.child, home.worker, parent)
        all_agree(home, version_of(home.child, home.worker, parent), parent)
    assert "agreed" not in missing(home.child)


def test_an_agreement_with_both_stands_no_more_once_abuse_may_be(home):
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, None)
    version = version_of(home.child, home.worker, None)
    all_agree(home, version)
    PathwayStart.objects.update(abuse=AbuseRecorded.YES)
    home.start.refresh_from_db()
    assert agreements_of(home.start, clock.today()) == ()
    assert "agreed" in missing(home.child)
    with pytest.raises(ValidationError):
        answer(home.child, version, home.worker, Who.PARENT, person=home.mother)


def test_no_goal_is_judged_without_evidence_and_no_refusal_is_told_without_words(home):
    version, goal, promise = reviewed_child(home)
    key = event_of(home.child, home.worker)
    refused = (
        ([GoalLook(goal, Judged.MET)], [], f"evidence_{goal.pk}"),
        ([GoalLook(goal, Judged.MET, evidence=("event-elsewhere",))], [], None),
        ([met(goal, key, lasting_since=later())], [], f"lasting_since_{goal.pk}"),
        ([], [PromiseLook(promise, Became.REFUSED_CARE)], f"what_{promise.pk}"),
        ([], [], None),
    )
    for goals, promises, field in refused:
        with pytest.raises(ValidationError) as error:
            look_at_all(home.child, version, home.worker, goals, promises)
        assert field is None or field in error.value.message_dict
    assert not GoalReviewed.objects.exists()
    assert not PromiseReviewed.objects.exists()
    look_at_all(home.child, version, home.worker, [GoalLook(goal, Judged.CANNOT_TELL)], [])


def test_goals_reviewed_needs_every_goal_and_every_promise_since_the_step_began(home):
    version, goal, promise = reviewed_child(home)
    key = event_of(home.child, home.worker)
    move = {"entered_at": clock.now(), "entered_by": home.worker, "on": clock.today()}
    PathwayEntry.objects.create(start=home.start, kind="done", step="agreement", answer="", position=7, **move)
    assert "goals_reviewed" in missing(home.child)
    look_at_all(home.child, version, home.worker, [met(goal, key, lasting_since=clock.today())], [])
    assert "goals_reviewed" in missing(home.child)
    look_at_all(home.child, version, home.worker, [], [PromiseLook(promise, Became.UNDER_WAY)])
    assert "goals_reviewed" not in missing(home.child)
    GoalReviewed.objects.update(on=clock.today() - timedelta(days=1))
    assert "goals_reviewed" in missing(home.child)


def test_both_kinds_of_breach_are_told_and_what_was_struck_out_is_not(home):
    version, goal, promise = reviewed_child(home)
    look = GoalLook(goal, Judged.NOT_MET, evidence=(event_of(home.child, home.worker),))
    look_at_all(
        home.child, version, home.worker, [look], [PromiseLook(promise, Became.NOT_DELIVERED, "No place was free.")]
    )
    assert {one.side for one in breaches(the(home.start), clock.today())} == {Side.PARENT, Side.SERVICE}
    strike_part(child=home.child, part=PromiseReviewed.objects.get(), because="Wrong promise.", by=home.worker)
    assert {one.side for one in breaches(the(home.start), clock.today())} == {Side.PARENT}


def test_services_refused_are_counted_once_a_promise_and_not_of_shut_records(home):
    clinic = Agency.objects.create(name="Invented clinic", kind="health")
    goal_of(home.child, home.worker, home.mother)
    promise = promise_of(home.child, home.worker, None, agency=clinic)
    version = version_of(home.child, home.worker, None)
    since = clock.today() - timedelta(days=9)
    all_agree(home, version)
    for became in (Became.REFUSED, Became.REFUSED_CARE):
        look_at_all(home.child, version, home.worker, [], [PromiseLook(promise, became, "Not while she is in care.")])
    (line,) = refused_services(home.manager, since, clock.today())
    assert (line.service, line.because_of_care, line.otherwise, line.children) == ("Invented clinic", 1, 0, 1)
    Restriction.objects.create(child=home.child, number_to_ring="1", **entered())
    assert refused_services(home.manager, since, clock.today()) == ()


def test_what_a_decision_rests_on_changes_with_what_was_not_kept_and_when_that_is_struck_out(home):
    assert list(agreement_grounds(home.start, clock.today())) == []
    version, _goal, promise = reviewed_child(home)
    digests = lambda: [one.digest for one in agreement_grounds(home.start, clock.today())]  # noqa: E731
    (whole,) = agreement_grounds(home.start, clock.today())
    assert whole.written_by == {str(home.worker.pk)}
    first = digests()
    look_at_all(home.child, version, home.worker, [], [PromiseLook(promise, Became.DELIVERED)])
    assert digests() == first, "help that came takes nothing away from what was approved"
    look_at_all(home.child, version, home.worker, [], [PromiseLook(promise, Became.NOT_DELIVERED, "Nobody rang.")])
    second = digests()
    strike_part(child=home.child, part=PromiseReviewed.objects.latest("entered_at"), because="Wrong.", by=home.worker)
    third = digests()
    assert len({*first, *second, *third}) == 3


def test_tasks_come_from_what_is_agreed_and_go_when_the_help_came(home):
    version, _goal, promise = reviewed_child(home)
    tasks = lambda: [task.id for _, task in agreement_tasks([way_of(home.child, clock.today())], clock.today())]  # noqa: E731
    assert tasks() == [f"promise-{promise.line}", f"review-both-{clock.today()}"]
    look_at_all(home.child, version, home.worker, [], [PromiseLook(promise, Became.DELIVERED)])
    assert tasks() == [f"review-both-{clock.today()}"]


def test_queries_do_not_grow_with_goals_or_ways(home, django_assert_max_num_queries):
    for _ in range(6):
        goal_of(home.child, home.worker, home.mother)
        promise_of(home.child, home.worker, None)
    all_agree(home, version_of(home.child, home.worker, None))
    with django_assert_max_num_queries(9):
        agreements_of(home.start, clock.today())
    needs = [one.need for one in way_of(home.child, clock.today()).position.missing]
    with django_assert_max_num_queries(12):
        met_by_agreements([(home.start, needs)], clock.today())


def test_every_writing_leaves_a_row_in_the_audit_and_strangers_write_nothing(home):
    before = AuditEvent.objects.count()
    goal_of(home.child, home.worker, home.mother)
    promise_of(home.child, home.worker, home.mother)
    make_version(child=home.child, parent=home.mother, by=home.worker, on=clock.today())
    assert AuditEvent.objects.count() == before + 3
    stranger = make_user(9)
    for write in (
        lambda: goal_of(home.child, stranger, home.mother),
        lambda: version_of(home.child, stranger, home.mother),
    ):
        with pytest.raises(NotPermittedError):
            write()
    assert len(standing_of(home.start).goals) == 1
