"""What stands around every page of figures: its chapter, those before and after, the filters, and who may do what."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from homeward.reports.reading_order import TITLES
from homeward.web.accounts.roles import FIGURE_CHILD_LISTERS, FIGURE_PUBLISHERS
from homeward.web.insight.figures_filters import Filters, FiltersForm
from homeward.web.insight.figures_read import NOT_FILTERED
from homeward.web.insight.models import Dataset
from homeward.web.insight.terms_of_the_field import terms_of

FIRST = "at-a-glance"
BESIDE_OTHERS = "beside-others"


@dataclass(frozen=True)
class ChapterLink:
    """The way to a chapter, with the filters kept."""

    id: str
    title: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """A page of figures: `chapter_id` says which, `form` what it was asked to be narrowed to."""

    dataset: Dataset
    chapter_id: str
    form: FiltersForm
    can_publish: bool
    can_list: bool

    @property
    def filters(self) -> Filters:
        """What the figures are narrowed to."""
        return self.form.filters

    @property
    def why_not_filtered(self) -> str:
        """Why the filters do not apply to this chapter; empty where they do."""
        return NOT_FILTERED.get(self.chapter_id, "")

    @property
    def chapters(self) -> list[ChapterLink]:
        """The way to each chapter, in the order of the pack."""
        query = self.filters.query
        return [
            ChapterLink(each, title, f"{address_of(each)}{query}", each == self.chapter_id)
            for each, title in TITLES.items()
        ]

    @property
    def terms(self) -> list[tuple[str, str]]:
        """The terms of the field that a reader of this chapter meets, each with its meaning."""
        return terms_of(self.chapter_id)

    @property
    def before(self) -> ChapterLink | None:
        """The chapter before this one."""
        return self._beside(-1)

    @property
    def after(self) -> ChapterLink | None:
        """The chapter after this one."""
        return self._beside(1)

    def _beside(self, steps: int) -> ChapterLink | None:
        place = list(TITLES).index(self.chapter_id) + steps
        return self.chapters[place] if 0 <= place < len(TITLES) else None

    @property
    def address(self) -> str:
        """The address of this chapter with nothing left out."""
        return address_of(self.chapter_id)


def frame_of(request: HttpRequest, dataset: Dataset, chapter_id: str) -> Frame:
    """Return the frame of a chapter as somebody asked for it."""
    return Frame(
        dataset=dataset,
        chapter_id=chapter_id,
        form=FiltersForm(request.GET, dataset),
        can_publish=bool(request.roles & FIGURE_PUBLISHERS),
        can_list=bool(request.roles & FIGURE_CHILD_LISTERS),
    )


def address_of(chapter_id: str) -> str:
    """Return the address of a chapter."""
    if chapter_id == FIRST:
        return reverse("figures")
    return reverse("figures_beside") if chapter_id == BESIDE_OTHERS else reverse("figures_chapter", args=[chapter_id])
