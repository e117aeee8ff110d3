"""Beside which authorities our figures stand: asked in a form, kept in the address, the neighbours unless said."""

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.conf import settings

from homeward.evidence.authorities import UnknownAuthorityError, authorities, authority
from homeward.measures.authority_shares import COMPARED, years_published
from homeward.measures.beside_others import BesideOthers, beside_others
from homeward.reports.chapters import Chapter, chapter
from homeward.web.insight.figures_filters import Filters
from homeward.web.insight.figures_frame import BESIDE_OTHERS
from homeward.web.insight.figures_read import pack_for
from homeward.web.insight.models import Dataset

OURS, MEASURE, YEAR, CHOSEN, FIND, LOOK = "as", "measure", "published", "with", "find", "look"


class BesideForm(forms.Form):
    """Which authority is ours, what is compared, for which published year, and which others are to stand out."""

    def __init__(self, asked: Any) -> None:
        """Offer every authority; a word to find by leaves those that have it, and those chosen already."""
        super().__init__(_with_defaults(asked), auto_id="beside-%s")
        every = sorted(authorities(), key=lambda each: each.name)
        years = [str(year) for year in reversed(years_published(COMPARED[_measure(asked)]))]
        word, chosen = asked.get(FIND, "").strip().casefold(), set(asked.getlist(CHOSEN))
        offered = [each for each in every if word in f"{each.name} {each.region}".casefold() or each.code in chosen]
        self.fields[OURS] = forms.ChoiceField(
            label="These figures are of",
            choices=[("", "Choose an authority"), *((each.code, each.name) for each in every)],
            required=False,
        )
        self.fields[MEASURE] = forms.ChoiceField(
            label="Compare", choices=[(each.id, each.title) for each in COMPARED.values()], required=False
        )
        self.fields[YEAR] = forms.ChoiceField(
            label="Published for the year to 31 March",
            choices=[("", "The latest that ours cover"), *((year, year) for year in years)],
            required=False,
        )
        self.fields[FIND] = forms.CharField(
            label="Find authorities",
            help_text="Part of a name or region, for example: London. Those ticked stay in the list.",
            max_length=50,
            required=False,
        )
        self.fields[CHOSEN] = forms.MultipleChoiceField(
            label="Authorities to stand out",
            help_text="Tick none to see your statistical neighbours.",
            choices=[(each.code, each.name) for each in offered],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        for each in self.fields.values():
            each.error_messages["invalid_choice"] = (
                f"{each.label}: what the address asks for does not exist. Choose from the list."
            )

    @property
    def query(self) -> str:
        """The end of an address that asks for the same again."""
        return self._query([(CHOSEN, code) for code in self.cleaned_data.get(CHOSEN, ())])

    @property
    def query_of_neighbours(self) -> str:
        """The end of an address that asks for the same, the statistical neighbours standing out."""
        return self._query([])

    def _query(self, chosen: list[tuple[str, str]]) -> str:
        asked = [(name, value) for name in (OURS, MEASURE, YEAR) if (value := self.cleaned_data.get(name))]
        return f"?{urlencode([*asked, *chosen])}"

    @property
    def is_chosen(self) -> bool:
        """True where other authorities than the neighbours are to stand out."""
        return bool(self.cleaned_data.get(CHOSEN))

    @property
    def is_looking(self) -> bool:
        """True where somebody asked to find authorities, and has not chosen among them yet."""
        return LOOK in self.data

    @property
    def found(self) -> int:
        """How many authorities the word to find by leaves."""
        return len(self.fields[CHOSEN].choices)


def chapter_beside(dataset: Dataset, form: BesideForm) -> Chapter | None:
    """Return the chapter beside others as it is asked for, drawn; None where no authority is named as ours.

    Raises NotPublishedError where what is asked for is not published for the year.
    """
    asked = form.cleaned_data
    if not asked[OURS]:
        return None
    year = int(asked[YEAR]) if asked[YEAR] else None
    return _chapter(dataset.pk, asked[OURS], asked[MEASURE] or next(iter(COMPARED)), year, tuple(asked[CHOSEN]))


@lru_cache(maxsize=32)
def _chapter(dataset_id: UUID, ours: str, measure: str, year: int | None, chosen: tuple[str, ...]) -> Chapter:
    dataset = Dataset.objects.only("pk", "years").get(pk=dataset_id)
    pack = pack_for(dataset, Filters())
    beside = beside_others(pack.results, ours, year=year, chosen=chosen, measure=measure)
    beside = _with_who_they_were(dataset, beside, ours, chosen)
    return chapter(replace(pack, authority=authority(ours), beside_others=beside), BESIDE_OTHERS)


def _with_who_they_were(dataset: Dataset, beside: BesideOthers, ours: str, chosen: tuple[str, ...]) -> BesideOthers:
    """Return the same with our own ages and legal statuses of that very year, where our returns have it."""
    if beside.year not in dataset.years:
        return beside
    of_year = pack_for(dataset, Filters({"year": str(beside.year)})).results
    return beside_others(of_year, ours, year=beside.year, chosen=chosen, measure=beside.measure)


def _with_defaults(asked: Any) -> Any:
    """Return what is asked, ours being the service's own authority unless another is named, by either of its codes."""
    filled = asked.copy()
    # A code that no authority has is left for the form to refuse.
    with suppress(UnknownAuthorityError):
        filled[OURS] = authority(filled.get(OURS) or settings.HOMEWARD_AUTHORITY).code
    return filled


def _measure(asked: Any) -> str:
    found = asked.get(MEASURE, "")
    return found if found in COMPARED else next(iter(COMPARED))
