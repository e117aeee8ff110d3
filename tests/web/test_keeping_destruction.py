"""A record that two people destroy is gone from every table; what belongs to others, and the audit chain, stays."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone

from homeward.practice.chronology.event import Category, Knowledge
from homeward.practice.chronology.when import When
from homeward.web import clock
from homeward.web.accounts.roles import Role
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.audit.queries import Verified, verify
from homeward.web.chronology.events.actions import add_event, correct_event
from homeward.web.chronology.events.details import ConcernDetails, EventDetails
from homeward.web.chronology.models import Concern, Draft, LifeEvent, Visit, VisitedChild, Voice, VoiceAnswer
from homeward.web.keeping.destruction import actions
from homeward.web.keeping.destruction.actions import (
    agree_to_destruction,
    propose_destruction,
    turn_down_destruction,
)
from homeward.web.keeping.destruction.certificate import digest_of, digest_of_subject
from homeward.web.keeping.destruction.reach import EVERY_TABLE, reach_of
from homeward.web.keeping.holds.actions import keep_hold, lift_hold, propose_lifting, put_on_hold
from homeward.web.keeping.models import DestructionCertificate, DestructionProposal, LegalHold
from homeward.web.keeping.retention import records_past_their_day
from homeward.web.people.details import PersonDetails
from homeward.web.people.models import (
    Child,
    Household,
    Notice,
    Person,
    PersonName,
    Relationship,
)
from homeward.web.people.persons.actions import add_relative
from homeward.web.people.rights import NotPermittedError
from tests.web.people_story import tell_story
from tests.web.people_world import make_user

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2095, 1, 2)
BORN = date(2016, 3, 2)


@pytest.fixture
def story():
    return tell_story()


@pytest.fixture
def head():
    return make_user(71, Role.HEAD_OF_SERVICE)


@pytest.fixture
def officer():
    return make_user(72, Role.NOMINATED_OFFICER)


def happened(what, *concerns, mentions=()):
    return EventDetails(When(date(2024, 3, 5)), what, Category.FAMILY, Knowledge.PARENT, concerns, mentions=mentions)


def sibling_of(story):
    """Give the story's child a sister with a record of her own, the same mother, and no father known."""
    person = add_relative(
        child=story.child, details=PersonDetails("Sis", "Exemplar", born_on=date(2012, 1, 1)), kind="sibling", by=None
    )
    Relationship.objects.create(person=story.mother, other=person, kind="mother", entered_at=clock.now())
    return Child.objects.create(person=person, local_id="SIS1", opened_on=date(2024, 1, 1), entered_at=clock.now())


def write_story(story, *concerns):
    """Write in as many tables as a record has."""
    child, worker = story.child, story.worker
    first = add_event(
        child=child,
        details=happened("The lanterns burnt.", ConcernDetails(child, "Unsleeping."), mentions=(story.mother,)),
        by=worker,
    )
    correct_event(
        child=child,
        event=first,
        details=happened("The lantern burnt.", ConcernDetails(child, "Unsleeping.")),
        because="One only",
        by=worker,
    )
    now = clock.now()
    Draft.objects.create(
        user=worker, child=child, kind="visit", page=uuid4(), answers={"what": "half"}, begun_at=now, saved_at=now
    )
    voice = Voice.objects.create(
        child=child, person=child.person, on=date(2024, 4, 1), how="talked", words="Quiet words.", entered_at=now
    )
    VoiceAnswer.objects.create(voice=voice, on=date(2024, 4, 2), done="Listened.", entered_at=now)
    Notice.objects.create(to=worker, about=child, words="Something", at=now)


def everything():
    """Return every row of every table but audit, sessions and what keeping itself writes."""
    left_out = {"audit_auditevent", "audit_auditdetail", "keeping_destructioncertificate"}
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - left_out):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def propose(story, by):
    return propose_destruction(child=story.child, because="Nobody needs it.", by=by, on=TODAY)


def test_every_table_that_leads_to_a_child_or_person_is_named():
    """A new table fails this until somebody says what becomes of its rows (keeping/destruction/reach.py)."""
    leads, new = {Child, Person}, {Child, Person}
    models = apps.get_models(include_auto_created=True)
    while new:
        new = {
            model
            for model in models
            for field in model._meta.get_fields(include_hidden=True)
            if field.is_relation and not field.auto_created and field.related_model in new and not field.many_to_many
        } - leads
        leads |= new
    assert leads - EVERY_TABLE == set()
    assert EVERY_TABLE - leads == {Household, Visit}, "tables that lead nowhere, but hang on nothing else"


def test_nothing_is_left_of_a_child_without_brothers_and_sisters(story, head, officer):
    before = everything()
    assert story.child.person.names.exists()
    write_story(story)
    pk = story.child.pk
    words = ("Jordan", "Exemplar", "lantern", "Unsleeping", "Quiet words", "INV903", "Invented Lane", "Carter")
    proposal = propose(story, head)
    certificate = agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    after = everything()
    told = json.dumps(after)
    assert [word for word in words if word in told] == []
    assert not Person.objects.exists()
    assert set(after) == set(before)
    assert certificate.destroyed["people.Child"] == 1
    assert certificate.destroyed["chronology.LifeEvent"] == 2
    assert str(pk) not in json.dumps([certificate.destroyed, certificate.kept_words, certificate.subject_digest])
    assert certificate.subject_digest == digest_of_subject(pk)


def test_the_audit_chain_stays_whole_and_only_what_was_said_of_this_child_goes(story, head, officer):
    sister = sibling_of(story)
    put_on_hold(child=sister, reason="For her own sake", by=head)
    rows, details = AuditEvent.objects.count(), AuditDetail.objects.count()
    of_sister = AuditEvent.objects.filter(subject_id=str(sister.pk)).values("number")
    propose(story, head)
    certificate = agree_to_destruction(proposal=DestructionProposal.objects.get(), by=officer, on=TODAY)
    gone = sum(last - first + 1 for first, last in certificate.audit_numbers)
    assert isinstance(verify(), Verified)
    assert AuditEvent.objects.count() == rows + 2
    assert AuditDetail.objects.count() == details + 2 - gone
    assert AuditDetail.objects.filter(number__in=of_sister).count() == of_sister.count() == 1
    left = AuditEvent.objects.filter(subject_id=str(story.child.pk)).values("number")
    assert AuditDetail.objects.filter(number__in=left).count() == 1
    assert json.loads(AuditDetail.objects.get(number__in=left).body)["certificate"] == certificate.number


def test_what_belongs_to_a_sister_stays_with_her(story, head, officer):
    sister = sibling_of(story)
    child = story.child
    both = LifeEvent.objects.create(
        on=date(2024, 5, 1), what="They went to the sea.", category="family", knowledge="parent", entered_at=clock.now()
    )
    Concern.objects.create(event=both, child=child, private="His alone.")
    Concern.objects.create(event=both, child=sister, private="Hers alone.")
    visit = Visit.objects.create(on=date(2024, 5, 2), kind="planned", what="Both seen.", entered_at=clock.now())
    for one in (child, sister):
        VisitedChild.objects.create(visit=visit, child=one, is_seen=True, childs_words=f"Words of {one.local_id}")
    visit.with_persons.add(story.mother, story.father)
    write_story(story)
    certificate = agree_to_destruction(proposal=propose(story, head), by=officer, on=TODAY)
    told = json.dumps(everything())
    assert [word in told for word in ("to the sea", "Hers alone", "Words of SIS1", "Sis")] == [True] * 4
    assert [word in told for word in ("His alone", "Words of INV903", "lantern", "Carter")] == [False] * 4
    assert [person in Person.objects.all() for person in (story.mother, story.father)] == [True, True]
    assert PersonName.objects.filter(given="Jordan").exists(), "he stays her brother"
    assert list(Child.objects.all()) == [sister]
    assert any("stay there" in words for words in certificate.kept_words)


def test_one_person_alone_destroys_nothing(story, head):
    director = make_user(73, Role.DIRECTOR)
    proposal = propose(story, head)
    for by in (head, story.worker, story.manager):
        with pytest.raises(NotPermittedError):
            agree_to_destruction(proposal=proposal, by=by, on=TODAY)
    assert Child.objects.exists()
    agree_to_destruction(proposal=proposal, by=director, on=TODAY)
    assert not Child.objects.exists()


def test_a_record_that_must_be_kept_is_not_proposed(story, head, officer):
    last = date(BORN.year + 75, BORN.month, BORN.day)
    with pytest.raises(ValidationError, match="75th anniversary"):
        propose_destruction(child=story.child, because="Old.", by=head, on=last)
    proposal = propose_destruction(child=story.child, because="Old.", by=head, on=last + timedelta(days=1))
    with pytest.raises(ValidationError, match="75th anniversary"):
        agree_to_destruction(proposal=proposal, by=officer, on=last)
    assert Child.objects.exists()


def test_records_past_their_day_are_listed_to_those_who_see_them(story, head):
    assert [kept.child for kept in records_past_their_day(head, TODAY)] == [story.child]
    assert records_past_their_day(head, date(2026, 1, 1)) == []
    assert records_past_their_day(make_user(75, Role.SOCIAL_WORKER), TODAY) == []


@pytest.mark.parametrize("is_everybody", [True, False])
def test_a_hold_stops_it_at_any_moment_before(story, head, officer, is_everybody):
    proposal = propose(story, head)
    hold = put_on_hold(child=None if is_everybody else story.child, reason="An inquiry", by=officer)
    with pytest.raises(ValidationError, match="hold"):
        agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    with pytest.raises(ValidationError, match="hold"):
        propose_destruction(child=story.child, because="Old.", by=head, on=TODAY)
    propose_lifting(hold=hold, because="It is over", by=head)
    with pytest.raises(ValidationError, match="hold"):
        agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    with pytest.raises(NotPermittedError):
        lift_hold(hold=hold, by=head)
    lift_hold(hold=hold, by=officer)
    agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    assert not Child.objects.exists()


def test_a_proposal_to_lift_can_be_turned_down_and_made_again(story, head, officer):
    hold = put_on_hold(child=story.child, reason="A court case", by=officer)
    with pytest.raises(NotPermittedError):
        propose_lifting(hold=hold, because="Over", by=officer)
    propose_lifting(hold=hold, because="Over", by=head)
    keep_hold(hold=hold, by=officer)
    with pytest.raises(ValidationError):
        lift_hold(hold=hold, by=officer)
    propose_lifting(hold=hold, because="Over now", by=head)
    lift_hold(hold=hold, by=officer)
    assert not LegalHold.objects.in_force().exists()


@pytest.mark.parametrize("at", range(0, 44, 11))
def test_a_failure_in_the_middle_leaves_all(story, head, officer, monkeypatch, at):
    write_story(story)
    proposal = propose(story, head)
    before, details, turns = everything(), AuditDetail.objects.count(), iter(range(1000))
    remove = actions._remove

    def fail_in_the_middle(model, pks):
        if next(turns) == at:
            raise OSError("no room")
        remove(model, pks)

    monkeypatch.setattr(actions, "_remove", fail_in_the_middle)
    with pytest.raises(OSError, match="no room"):
        agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    assert everything() == before
    assert AuditDetail.objects.count() == details
    assert not DestructionCertificate.objects.exists()


def test_a_row_that_nobody_named_makes_the_database_refuse(story, head, officer, monkeypatch):
    proposal = propose(story, head)
    reach = reach_of(story.child)
    rest = tuple(row for row in reach.rows if row[0]._meta.label != "people.CareEpisode")
    monkeypatch.setattr(actions, "reach_of", lambda child: type(reach)(reach.kids, rest, 0))
    before = everything()
    with pytest.raises(ProtectedError):
        agree_to_destruction(proposal=proposal, by=officer, on=TODAY)
    assert everything() == before


def test_a_proposal_turned_down_is_over(story, head, officer):
    proposal = propose(story, head)
    with pytest.raises(ValidationError, match="already"):
        propose(story, head)
    turn_down_destruction(proposal=proposal, because="A brother asked for it.", by=officer)
    for again in (
        lambda: agree_to_destruction(proposal=proposal, by=officer, on=TODAY),
        lambda: turn_down_destruction(proposal=proposal, because="Again", by=officer),
    ):
        with pytest.raises(ValidationError, match="decided"):
            again()
    propose(story, head)


def test_a_certificate_changed_afterwards_does_not_fit_its_digest(story, head, officer):
    agree_to_destruction(proposal=propose(story, head), by=officer, on=TODAY)
    found = DestructionCertificate.objects.get()
    assert digest_of(found) == found.digest
    found.destroyed["people.Child"] = 2
    assert digest_of(found) != found.digest
    assert timezone.is_aware(found.agreed_at)


def test_the_audit_is_verified_with_what_a_certificate_explains_and_nothing_else(story, head, officer, capsys):
    call_command("audit_verify")
    assert "certificate" not in capsys.readouterr().out
    agree_to_destruction(proposal=propose(story, head), by=officer, on=TODAY)
    call_command("audit_verify")
    told = capsys.readouterr().out
    assert "intact" in told
    assert "destroyed under 1 certificate of destruction" in told
    last = AuditEvent.objects.get(action="record_destroyed").number
    body = AuditDetail.objects.get(number=last)
    AuditDetail.objects.filter(number=last).delete()
    with pytest.raises(CommandError, match=f"Row {last}: What was said") as refused:
        call_command("audit_verify")
    assert refused.value.returncode == 1
    body.save(force_insert=True)
    DestructionCertificate.objects.update(because="Another reason")
    with pytest.raises(CommandError, match="Certificate of destruction 1 was changed"):
        call_command("audit_verify")
