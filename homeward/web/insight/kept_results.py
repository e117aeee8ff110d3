"""How the figures of a file for sharing are kept, so that what is published later can be laid beside them."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from homeward.measures.result import Beside, Result, ResultRow
from homeward.measures.suppress import SuppressionAudit


def keep_results(results: Sequence[Result], audit: SuppressionAudit) -> bytes:
    """Return results, and how their small numbers were hidden, as JSON; what is hidden in them stays hidden."""
    return json.dumps({"audit": asdict(audit), "results": [asdict(result) for result in results]}).encode()


def results_of(kept: bytes) -> tuple[Result, ...]:
    """Return kept results as values."""
    return tuple(_result(entry) for entry in json.loads(bytes(kept))["results"])


def audit_of(kept: bytes) -> SuppressionAudit:
    """Return how the small numbers of kept results were hidden."""
    return SuppressionAudit(**json.loads(bytes(kept))["audit"])


def _result(entry: dict[str, object]) -> Result:
    beside = tuple(Beside(**{**other, "rows": _rows(other["rows"])}) for other in entry["beside"])
    return Result(**{**entry, "rows": _rows(entry["rows"]), "beside": beside})


def _rows(entries: Sequence[dict[str, object]]) -> tuple[ResultRow, ...]:
    return tuple(ResultRow(**entry) for entry in entries)
