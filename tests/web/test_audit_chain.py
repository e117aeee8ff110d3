"""The audit chain: what each write and read adds, and that nobody can change it without being found out."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from homeward.web import clock
from homeward.web.audit.actions import record_read, recorded
from homeward.web.audit.chain import COVERED, FIRST, digest_of_row
from homeward.web.audit.head import Head, read_head, write_head
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.audit.queries import BadRow, Verified, chain_head, holds, verify
from homeward.web.jobs.models import WorkerBeat

pytest_plugins = ["tests.audit_rows_removable"]
pytestmark = pytest.mark.django_db


def add_rows(count: int) -> None:
    for number in range(count):
        with recorded("thing_done", by=None) as entry:
            entry.detail = {"turn": number}


def write(detail: Callable[[], object]) -> None:
    with recorded("thing_done", by=None) as entry:
        WorkerBeat.objects.create(pk=1, beat_at=clock.now())
        entry.detail = {"what": detail()}


class TestWhatIsAdded:
    def test_each_row_carries_the_digest_of_the_one_before(self):
        add_rows(3)
        first, second, third = AuditEvent.objects.order_by("number")
        assert [first.number, second.number, third.number] == [1, 2, 3]
        assert [first.previous, second.previous, third.previous] == [FIRST, first.digest, second.digest]

    def test_a_row_names_person_action_and_record_by_id_only(self, user_with):
        user = user_with()
        with recorded("thing_done", by=user) as entry:
            entry.about(user)
            entry.detail = {"reason": "Ärger über 3 £ \x00"}
        row = AuditEvent.objects.latest("number")
        assert (row.actor, row.action, row.subject_kind, row.subject_id) == (
            str(user.pk), "thing_done", "accounts.user", str(user.pk),
        )  # fmt: skip
        assert json.loads(AuditDetail.objects.get(number=row.number).body) == {"reason": "Ärger über 3 £ \x00"}

    @pytest.mark.parametrize("by", [None, AnonymousUser()])
    def test_system_and_visitors_leave_the_person_empty(self, by):
        record_read(by=by, action="page_refused", subject_kind="", subject_id="", detail={})
        assert AuditEvent.objects.get().actor == ""

    def test_a_read_is_a_row_with_its_detail(self):
        record_read(by=None, action="page_read", subject_kind="jobs.job", subject_id="7", detail={"page": "job"})
        row = AuditEvent.objects.get()
        assert (row.action, row.subject_kind, row.subject_id) == ("page_read", "jobs.job", "7")
        assert isinstance(verify(), Verified)


class TestWritesAndTheirRow:
    def test_a_write_that_fails_leaves_no_row(self):
        with pytest.raises(ZeroDivisionError):
            write(detail=lambda: 1 / 0)
        assert not AuditEvent.objects.exists()
        assert not WorkerBeat.objects.exists()

    def test_a_write_whose_row_cannot_be_added_is_undone(self):
        with pytest.raises(TypeError):
            write(detail=object)
        assert not WorkerBeat.objects.exists()
        add_rows(1)
        assert AuditEvent.objects.get().number == 1

    def test_an_action_inside_an_action_is_refused_and_undoes_both(self):
        with pytest.raises(RuntimeError, match="may not call another"), recorded("outer", by=None):
            add_rows(1)
        assert not AuditEvent.objects.exists()
        add_rows(1)  # and the next action is not mistaken for an inner one

    def test_a_read_inside_a_write_is_refused(self):
        with pytest.raises(RuntimeError), recorded("outer", by=None):
            record_read(by=None, action="page_read", subject_kind="", subject_id="", detail={})

    def test_an_action_inside_somebody_elses_transaction_is_refused(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            add_rows(1)


class TestRefusals:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_auditevent SET actor = '99'",
            "DELETE FROM audit_auditevent",
            "UPDATE audit_auditdetail SET body = '{}'",
        ],
    )
    def test_the_database_refuses_to_change_or_remove(self, statement):
        add_rows(2)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert verify() == Verified(2, AuditEvent.objects.get(number=2).digest)

    def test_the_database_refuses_to_replace(self):
        add_rows(1)
        replace = (
            "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT (number) DO UPDATE SET number = excluded.number"
            if connection.vendor == "postgresql"
            else "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
        )
        for table in ("audit_auditevent", "audit_auditdetail"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(replace.format(table))

    def test_postgresql_refuses_to_truncate(self):
        if connection.vendor != "postgresql":
            return  # SQLite has no TRUNCATE
        for table in ("audit_auditevent", "audit_auditdetail"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {table}")

    def test_retention_may_destroy_what_was_said(self):
        add_rows(3)
        AuditDetail.objects.filter(number=2).delete()
        assert isinstance(verify(), Verified)


class TestTampering:
    def test_an_empty_chain_is_intact(self):
        assert verify() == Verified(0, FIRST)

    @pytest.mark.parametrize("field", [name for name in COVERED if name not in ("number", "previous")])
    def test_a_changed_field_is_found_at_its_row(self, tamper, field):
        add_rows(4)
        tamper(f"UPDATE audit_auditevent SET {field} = 'changed' WHERE number = 2")
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 2
        assert "digest does not fit" in found.problem

    @pytest.mark.parametrize(("field", "words"), [("previous", "the row before"), ("digest", "does not fit")])
    def test_a_changed_digest_is_found(self, tamper, field, words):
        add_rows(4)
        tamper(f"UPDATE audit_auditevent SET {field} = %s WHERE number = 2", "f" * 64)
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 2
        assert words in found.problem

    def test_a_changed_row_with_its_own_digest_made_anew_is_found_at_the_next(self, tamper):
        add_rows(4)
        row = AuditEvent.objects.values(*COVERED).get(number=2) | {"actor": "99"}
        tamper("UPDATE audit_auditevent SET actor = '99', digest = %s WHERE number = 2", digest_of_row(row))
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 3

    @pytest.mark.parametrize("removed", [1, 2, 3])
    def test_a_removed_row_is_found(self, tamper, removed):
        add_rows(4)
        tamper("DELETE FROM audit_auditevent WHERE number = %s", removed)
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == removed + 1
        assert f"Row {removed} should stand here" in found.problem

    def test_two_rows_that_changed_places_are_found(self, tamper):
        add_rows(4)
        for before, after in ((2, 1002), (3, 2), (1002, 3)):
            tamper("UPDATE audit_auditevent SET number = %s WHERE number = %s", after, before)
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 2

    def test_a_row_put_before_the_first_is_found(self, tamper):
        add_rows(1)
        tamper("UPDATE audit_auditevent SET number = 0")
        assert isinstance(verify(), BadRow)

    @pytest.mark.parametrize("field", ["body", "salt"])
    def test_changed_words_are_found(self, tamper, field):
        add_rows(3)
        tamper(f"UPDATE audit_auditdetail SET {field} = '{{}}' WHERE number = 3")
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 3
        assert "What was said" in found.problem

    def test_the_walk_crosses_its_batches(self, tamper, monkeypatch):
        monkeypatch.setattr("homeward.web.audit.queries._BATCH", 3)
        add_rows(7)
        assert isinstance(verify(), Verified)
        tamper("UPDATE audit_auditdetail SET body = '{}' WHERE number = 7")
        found = verify()
        assert isinstance(found, BadRow)
        assert found.number == 7


class TestPublishedHead:
    def test_a_cut_off_end_is_found_by_the_published_head_alone(self, tamper):
        add_rows(4)
        head = chain_head("2026-03-31T12:00:00")
        tamper("DELETE FROM audit_auditevent WHERE number > 2")
        assert isinstance(verify(), Verified)
        found = verify(head=head)
        assert isinstance(found, BadRow)
        assert found.number == 3
        assert "ends before row 4" in found.problem
        assert not holds(head)

    def test_a_chain_computed_anew_is_found_by_the_published_head_alone(self, tamper):
        add_rows(2)
        head = chain_head("2026-03-31T12:00:00")
        tamper("DELETE FROM audit_auditevent")
        tamper("DELETE FROM audit_auditdetail")
        add_rows(3)
        assert isinstance(verify(), Verified)
        found = verify(head=head)
        assert isinstance(found, BadRow)
        assert found.number == 2
        assert not holds(head)

    def test_a_chain_that_went_on_still_holds_its_published_head(self):
        empty = chain_head("2026-03-31T11:00:00")
        add_rows(2)
        head = chain_head("2026-03-31T12:00:00")
        add_rows(2)
        for published in (empty, head):
            assert isinstance(verify(head=published), Verified)
            assert holds(published)

    def test_a_head_survives_its_file(self, tmp_path):
        file = tmp_path / "audit-head.json"
        head = Head(3, "a" * 64, "2026-03-31T12:00:00+01:00")
        write_head(file, Head(2, "b" * 64, "2026-03-30T12:00:00+01:00"))
        write_head(file, head)
        assert read_head(file) == head
        assert json.loads(file.read_text()) == {"number": 3, "digest": "a" * 64, "at": "2026-03-31T12:00:00+01:00"}
        assert list(tmp_path.iterdir()) == [file]

    @pytest.mark.parametrize("words", ["", "[]", "{}", '{"number": "3"}', "null"])
    def test_a_file_that_is_no_head_is_refused(self, tmp_path, words):
        (tmp_path / "head.json").write_text(words)
        with pytest.raises(ValueError, match=r"Expecting value|not a published head"):
            read_head(tmp_path / "head.json")


@pytest.mark.django_db(transaction=True)
class TestCommitted:
    """Without the tests' usual outer transaction."""

    def test_rows_are_kept_and_tables_emptied_for_the_next_test(self):
        assert not AuditEvent.objects.exists()
        add_rows(2)
        assert isinstance(verify(), Verified)

    def test_the_same_once_more(self):
        self.test_rows_are_kept_and_tables_emptied_for_the_next_test()
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_auditevent")
