"""The addresses of the returns and figures pages, each with who may open it."""

from django.urls import URLPattern

from homeward.web.accounts.roles import FIGURE_CHILD_LISTERS, FIGURE_PUBLISHERS, FIGURE_READERS
from homeward.web.insight.pages.care_import import care_import
from homeward.web.insight.pages.dataset_compare import dataset_compare
from homeward.web.insight.pages.dataset_publish import dataset_publish
from homeward.web.insight.pages.dataset_take_down import dataset_take_down
from homeward.web.insight.pages.figures_beside import figures_beside
from homeward.web.insight.pages.figures_chapter import figures_chapter
from homeward.web.insight.pages.figures_child import figures_child
from homeward.web.insight.pages.figures_children import figures_children, figures_children_download
from homeward.web.insight.pages.figures_download import figures_download
from homeward.web.insight.pages.figures_show import figures_show
from homeward.web.insight.pages.findings_download import findings_download
from homeward.web.insight.pages.findings_list import findings_list
from homeward.web.insight.pages.findings_show import findings_show
from homeward.web.insight.pages.own_record_show import own_record_show
from homeward.web.insight.pages.pack_download import pack_internal, pack_shareable
from homeward.web.insight.pages.pack_show import pack_show
from homeward.web.insight.pages.progress_show import progress_show
from homeward.web.insight.pages.returns_list import returns_list
from homeward.web.insight.pages.upload_add import upload_add
from homeward.web.insight.pages.upload_read import upload_read
from homeward.web.insight.pages.upload_remove import upload_remove
from homeward.web.insight.pages.upload_stop import upload_stop
from homeward.web.people.policy import Allow, page

PUBLISHERS = Allow(roles=FIGURE_PUBLISHERS)
# Shows nothing of any child, and is asked for again every second while a return is read.
NOT_NOTED = Allow(roles=FIGURE_PUBLISHERS, reads=False)
READERS = Allow(roles=FIGURE_READERS)
LISTERS = Allow(roles=FIGURE_CHILD_LISTERS)
FIGURES = Allow(
    roles=FIGURE_READERS, menu="Figures", says="How many children went home from care, and how many came back."
)
RETURNS = Allow(
    roles=FIGURE_PUBLISHERS, menu="Returns", says="Upload the yearly return, see what was noticed in it, publish it."
)

urlpatterns: list[URLPattern] = [
    page("figures/", figures_show, name="figures", allow=FIGURES),
    page("figures/beside-others/", figures_beside, name="figures_beside", allow=READERS),
    page("figures/own-record/", own_record_show, name="own_record", allow=READERS),
    page("figures/children/", figures_children, name="figures_children", allow=LISTERS),
    page("figures/children/download/", figures_children_download, name="figures_children_download", allow=LISTERS),
    page("figures/children/<slug:token>/", figures_child, name="figures_child", allow=LISTERS),
    page("figures/pack/", pack_show, name="pack", allow=READERS),
    page("figures/pack/shareable/<slug:form>/", pack_shareable, name="pack_shareable", allow=READERS),
    page("figures/pack/internal/<slug:form>/", pack_internal, name="pack_internal", allow=PUBLISHERS),
    page("figures/<slug:chapter_id>/", figures_chapter, name="figures_chapter", allow=READERS),
    page(
        "figures/<slug:chapter_id>/<slug:part_id>/<int:number>/<slug:form>/",
        figures_download,
        name="figures_download",
        allow=PUBLISHERS,
    ),
    page("returns/", returns_list, name="returns", allow=RETURNS),
    page("returns/upload/", upload_add, name="upload_add", allow=NOT_NOTED),
    page("returns/<uuid:pk>/progress/", progress_show, name="progress", allow=NOT_NOTED),
    page("returns/<uuid:pk>/read/", upload_read, name="upload_read", allow=PUBLISHERS),
    page("returns/<uuid:pk>/stop/", upload_stop, name="upload_stop", allow=PUBLISHERS),
    page("returns/<uuid:pk>/remove/", upload_remove, name="upload_remove", allow=PUBLISHERS),
    page("returns/<uuid:pk>/findings/", findings_list, name="findings", allow=PUBLISHERS),
    page("returns/<uuid:pk>/findings/download/", findings_download, name="findings_download", allow=PUBLISHERS),
    page("returns/<uuid:pk>/findings/<slug:key>/", findings_show, name="findings_of_rule", allow=PUBLISHERS),
    page("returns/<uuid:pk>/publish/", dataset_publish, name="dataset_publish", allow=PUBLISHERS),
    page("returns/<uuid:pk>/take-down/", dataset_take_down, name="dataset_take_down", allow=PUBLISHERS),
    page("returns/<uuid:pk>/records/", care_import, name="care_import", allow=PUBLISHERS),
    page("returns/<uuid:pk>/differences/", dataset_compare, name="dataset_compare", allow=PUBLISHERS),
]
