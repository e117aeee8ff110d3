"""Reads for the figures pages: what each chapter says of all children, or of those that somebody narrowed it to."""

from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from homeward.measures.calculate import calculate
from homeward.measures.flow import flow
from homeward.reports.chapters import Chapter, chapter
from homeward.reports.datapack import Pack, with_results
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_kept import Key, events_of
from homeward.web.insight.models import Dataset
from homeward.web.insight.packs import pack_of

NOT_FILTERED = {
    "true-for-us": "Others’ figures are of all children, so ours stand beside them for all children as well.",
    "beside-others": "Others’ figures are of all children, so ours stand beside them for all children as well.",
    "data-quality": "What became of the rows is told of the whole return.",
    "definitions": "A definition is the same whoever is counted.",
}
"""The chapters that are not about narrowed figures, each with the reason why."""


def pack_for(dataset: Dataset, filters: Filters) -> Pack:
    """Return the figures for eyes inside the service, narrowed where that is asked for; a narrowed pack stays inside.

    Narrowed, every measure is worked out at once, and kept: openings of chapters tell figures of other chapters too.
    """
    return _narrowed(dataset.pk, filters.key) if filters else pack_of(dataset, "internal")


def chapter_for(dataset: Dataset, chapter_id: str, filters: Filters) -> Chapter:
    """Return one chapter, drawn, of all children or of those asked for. Raises KeyError where there is none."""
    only = () if chapter_id in NOT_FILTERED else filters.key
    return _chapter(dataset.pk, chapter_id, only)


@lru_cache(maxsize=16)
def _narrowed(dataset_id: UUID, only: Key) -> Pack:
    whole = pack_of(Dataset.objects.only("pk").get(pk=dataset_id), "internal")
    pack = with_results(whole, calculate(events_of(dataset_id, only)), is_of_all=False)
    year = dict(only).get("year")
    return replace(pack, flow=flow(pack.results, year)) if year else pack


@lru_cache(maxsize=96)
def _chapter(dataset_id: UUID, chapter_id: str, only: Key) -> Chapter:
    dataset = Dataset.objects.only("pk").get(pk=dataset_id)
    return chapter(pack_for(dataset, Filters(dict(only))), chapter_id)
