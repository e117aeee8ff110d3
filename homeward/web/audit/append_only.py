"""Makes the database itself refuse to change or remove an audit row, whoever asks."""

from typing import Any

# Each trigger's name and rule. SQLite removes a row without telling its delete trigger when another is inserted in its
# place (`INSERT OR REPLACE`), so an insert under a number that is taken is refused too.
_SQLITE = {
    "audit_event_no_update": """
        BEFORE UPDATE ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'audit rows are only ever added'); END""",
    "audit_event_no_delete": """
        BEFORE DELETE ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'audit rows are only ever added'); END""",
    "audit_event_no_replace": """
        BEFORE INSERT ON audit_auditevent WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'audit rows are only ever added'); END""",
    "audit_detail_no_update": """
        BEFORE UPDATE ON audit_auditdetail BEGIN SELECT RAISE(ABORT, 'an audit detail is never changed'); END""",
    "audit_detail_no_replace": """
        BEFORE INSERT ON audit_auditdetail WHEN EXISTS (SELECT 1 FROM audit_auditdetail WHERE number = NEW.number)
        BEGIN SELECT RAISE(ABORT, 'an audit detail is never changed'); END""",
}

_POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are only ever added' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL = {
    "audit_event_no_change": ("audit_auditevent", "BEFORE UPDATE OR DELETE OR TRUNCATE"),
    "audit_detail_no_change": ("audit_auditdetail", "BEFORE UPDATE OR TRUNCATE"),
}


def protect(apps: Any, schema_editor: Any) -> None:
    """Put the refusals on both tables. Takes what Django's `RunPython` gives; a migration calls it.

    On SQLite, Django rebuilds a table to alter it and loses its triggers: a later migration of these tables calls this
    again.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL_FUNCTION)
        for name, (table, events) in _POSTGRESQL.items():
            schema_editor.execute(
                f"CREATE TRIGGER {name} {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
            )
    else:
        for name, rule in _SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {rule}")


def lift(apps: Any, schema_editor: Any) -> None:
    """Take the refusals off: when the migration is undone, and in tests that empty the tables between them."""
    if schema_editor.connection.vendor == "postgresql":
        for name, (table, _) in _POSTGRESQL.items():
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute("DROP FUNCTION audit_refuse()")
    else:
        for name in _SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
