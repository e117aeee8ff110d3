"""Works out what the data pack of a dataset says, and lays it beside the packs that were shared before."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from uuid import UUID

import polars as pl
from django.conf import settings

from homeward.evidence.authorities import authority
from homeward.measures.result import Result
from homeward.reports.datapack import Audience, Pack, prepare, with_results
from homeward.sources.rows import Rows
from homeward.web.insight.kept_results import audit_of, results_of
from homeward.web.insight.kept_rows import KeptRows, restore
from homeward.web.insight.models import Dataset, DatasetTable


def pack_of(dataset: Dataset, audience: Audience) -> Pack:
    """Return all that the data pack of a dataset says, worked out from its rows and kept for the next reader.

    Of the pack for sharing, what a job has kept of it is told again: hiding small numbers takes long.
    """
    if audience == "internal":
        return _pack(dataset.pk, audience, ())
    if dataset.shared:
        return _kept_pack(dataset.pk)
    return _pack(dataset.pk, audience, _shared_earlier(dataset))


@lru_cache(maxsize=4)
def _kept_pack(dataset_id: UUID) -> Pack:
    """Return the pack for sharing from its kept results, which never change."""
    kept = Dataset.objects.values_list("shared", flat=True).get(pk=dataset_id)
    whole = replace(_pack(dataset_id, "internal", ()), audience="shareable", suppression=audit_of(kept))
    return with_results(whole, results_of(kept))


def shared_before(dataset: Dataset) -> tuple[Result, ...]:
    """Return what was shared before a dataset was first published, pack after pack.

    A dataset that never was published comes after all that were. One that is published again comes where it first came,
    so that its pack says again what it said then. Packs of another source about other children are left out: they tell
    nothing of these. What a job has not kept yet is worked out again, and comes out the same.
    """
    return _results(_shared_earlier(dataset))


def _results(earlier: tuple[UUID, ...]) -> tuple[Result, ...]:
    found = Dataset.objects.filter(pk__in=earlier).order_by("publication").defer("findings")
    return tuple(result for one in found for result in _shared_by(one))


def _shared_by(dataset: Dataset) -> tuple[Result, ...]:
    return results_of(dataset.shared) if dataset.shared else pack_of(dataset, "shareable").results


def _shared_earlier(dataset: Dataset) -> tuple[UUID, ...]:
    earlier = Dataset.objects.exclude(publication=None).exclude(pk=dataset.pk)
    if dataset.publication is not None:
        earlier = earlier.filter(publication__lt=dataset.publication)
    others = earlier.order_by("publication").only("source", "publication")
    return tuple(other.pk for other in others if _may_tell_of_the_same(dataset, other))


def _may_tell_of_the_same(dataset: Dataset, other: Dataset) -> bool:
    """Tell whether two datasets are of one source or have a child in common; either could be written otherwise."""
    one, another = (" ".join(each.source.split()).casefold() for each in (dataset, other))
    return one == another or not _children(dataset.pk).isdisjoint(_children(other.pk))


@lru_cache(maxsize=16)
def _children(dataset_id: UUID) -> frozenset[str]:
    """Return the ids of the children of whom a dataset has an episode."""
    table = DatasetTable.objects.filter(dataset=dataset_id, name="episodes").first()
    if table is None:
        return frozenset()
    return frozenset(pl.read_parquet(BytesIO(bytes(table.content)), columns=["child_id"])["child_id"])


@lru_cache(maxsize=8)
def _pack(dataset_id: UUID, audience: Audience, before: tuple[UUID, ...]) -> Pack:
    """Work it out once: neither a dataset nor what was shared ever changes, so their ids decide the answer."""
    ours = authority(settings.HOMEWARD_AUTHORITY) if settings.HOMEWARD_AUTHORITY else None
    return prepare(rows_of(dataset_id), audience=audience, authority=ours, published_before=_results(before))


def rows_of(dataset_id: UUID) -> Rows:
    """Return the rows of a dataset with everything noticed in them."""
    dataset = Dataset.objects.get(pk=dataset_id)
    kept = KeptRows(
        source=dataset.source,
        years=dataset.years,
        tables={table.name: bytes(table.content) for table in dataset.tables.all()},
        tables_read=dataset.tables_read,
        findings=bytes(dataset.findings),
        fates=dataset.fates,
    )
    return restore(kept)
