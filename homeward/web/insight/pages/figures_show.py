"""The headline figures of the published return: each in a sentence, as a picture and as a table, with what it means."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from homeward.charts import ChartTable
from homeward.charts.figures import number
from homeward.reports.datapack import Pack
from homeward.reports.glance import Glance, glances, how_to_read
from homeward.reports.sections import Section, headlines, sections
from homeward.web.accounts.roles import FIGURE_PUBLISHERS
from homeward.web.insight.queries import pack_of, published
from homeward.web.people.middleware import note_subject

FORMS = (("html", "Web page"), ("pdf", "PDF"), ("xlsx", "Excel workbook"), ("json", "Figures for programs (JSON)"))


@dataclass(frozen=True)
class Captioned:
    """A table with the id of its caption, and the picture that it repeats in words, where there is one."""

    id: str
    table: ChartTable
    picture: str = ""


@dataclass(frozen=True)
class Figure:
    """One measure on the page: its sentences where it has any, its pictures, and the tables that stand beside."""

    section: Section
    glance: Glance | None

    @property
    def charts(self) -> list[Captioned]:
        """The pictures, each with its table."""
        key = self.section.result.id
        return [
            Captioned(f"{key}-chart-{n}", table, picture)
            for n, (picture, table) in enumerate(self.section.charts, start=1)
        ]

    @property
    def tables(self) -> list[Captioned]:
        """The tables without a picture: counted in other ways, and by further groups."""
        key = self.section.result.id
        return [Captioned(f"{key}-table-{n}", table) for n, table in enumerate(self.section.tables, start=1)]


@require_safe
def figures_show(request: HttpRequest) -> HttpResponse:
    """Show the headline figures, or say what has to happen before there are any."""
    can_publish = bool(request.roles & FIGURE_PUBLISHERS)
    dataset = published(request.user)
    if dataset is None:
        return render(request, "insight/figures_empty.html", {"can_publish": can_publish})
    note_subject(request, dataset)
    pack = pack_of(dataset, "internal")
    figures = _figures(pack)
    context = {
        "dataset": dataset,
        "pack": pack,
        "can_publish": can_publish,
        "how_to_read": how_to_read(pack),
        "figures": figures,
        "others": len(pack.results) - len(figures),
        "quality": _quality(pack),
        "forms": FORMS,
    }
    return render(request, "insight/figures_show.html", context)


def _figures(pack: Pack) -> list[Figure]:
    by_id = {glance.id: glance for glance in glances(pack)}
    return [Figure(section, by_id.get(section.result.id)) for section in headlines(sections(pack))]


def _quality(pack: Pack) -> str:
    """Say what became of the rows of episodes, on which every figure stands."""
    fate = pack.fates["Episodes"]
    read, used, repaired, set_aside = map(number, (fate.read, fate.used, fate.repaired, fate.set_aside))
    return (
        f"Of {read} rows of episodes, {used} were used as they stand, {repaired} were repaired and used, and "
        f"{set_aside} were set aside."
    )
