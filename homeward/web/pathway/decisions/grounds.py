"""The one list of what tells on what a decision for a return home rests, and how stored rows become a ground."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import chain

from django.db.models import Model
from django.utils.timezone import get_current_timezone

from homeward.practice.decisions.grounds import Ground, digest
from homeward.web.pathway.models import PathwayStart

GroundSource = Callable[[PathwayStart, date], Iterable[Ground]]
_sources: list[GroundSource] = []


def rest_on(source: GroundSource) -> None:
    """State, once, when the service starts, what tells grounds of decisions on a way on a day.

    Raises ValueError the second time.
    """
    if source in _sources:
        raise ValueError(f"Decisions rest on {source.__qualname__} already")
    _sources.append(source)


def grounds_of(start: PathwayStart, today: date) -> tuple[Ground, ...]:
    """Return all on which a decision on a way rests, as it stands on a day. The queries do not grow with its length."""
    return tuple(ground for source in _sources for ground in source(start, today))


def ground_of_rows(kind: str, identity: str, words: str, *written: Iterable[Model]) -> Ground:
    """Return a ground over all rows of some kinds ever written, struck ones among them, with who wrote or struck them.

    Rows are of `Written` or alike: with `entered_by`, `entered_at`, `struck_by` and `struck_at`. One query each.
    """
    rows = list(chain.from_iterable(written))
    instants = [at for row in rows for at in (row.entered_at, row.struck_at) if at]
    people = {str(pk) for row in rows for pk in (row.entered_by_id, row.struck_by_id) if pk}
    latest = max(instants, default=None)
    at = latest.astimezone(get_current_timezone()) if latest else None
    return Ground(kind, identity, digest(map(told_row, rows)), words, at, frozenset(people))


def told_row(row: Model) -> dict[str, object]:
    """Return a stored row with every one of its own fields, and its table: what a digest is made over.

    Instants are told in UTC: SQLite and PostgreSQL hand them back in zones of their own.
    """
    told = {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return {"table": row._meta.label_lower, **told}


def _plain(value: object) -> object:
    return value.astimezone(UTC) if isinstance(value, datetime) else value
