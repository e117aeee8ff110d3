"""The data pack of the published return as a file: for sharing, with small numbers withheld, or for use inside."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from homeward.reports.datapack import Audience
from homeward.reports.document import make_documents
from homeward.web.insight.pages.pack_show import show_pack
from homeward.web.insight.queries import pack_of, published
from homeward.web.people.middleware import note_subject

CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@require_safe
def pack_shareable(request: HttpRequest, form: str) -> HttpResponse:
    """Send the pack that may leave the service."""
    return _send(request, form, "shareable")


@require_safe
def pack_internal(request: HttpRequest, form: str) -> HttpResponse:
    """Send the pack with every number and every finding to whoever has promised that it stays inside."""
    dataset = published(request.user)
    if dataset is not None and request.GET.get("inside") != "yes":
        note_subject(request, dataset)
        return show_pack(request, dataset, is_unconfirmed=True)
    return _send(request, form, "internal")


def _send(request: HttpRequest, form: str, audience: Audience) -> HttpResponse:
    dataset = published(request.user)
    if dataset is None or form not in CONTENT_TYPES:
        raise Http404
    note_subject(request, dataset)
    (content,) = make_documents(pack_of(dataset, audience), [form]).files.values()
    name = f"homeward-figures-{dataset.data_to_on}-{audience}.{form}"
    return HttpResponse(
        content,
        content_type=CONTENT_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
