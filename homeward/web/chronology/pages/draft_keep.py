"""Where a form about a child sends what is typed so far, by itself or by the button "Keep as draft"."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from homeward.web.chronology.drafts.actions import keep_draft
from homeward.web.chronology.drafts.kinds import KINDS, DraftKind
from homeward.web.chronology.drafts.mark import FIELD, read_mark
from homeward.web.chronology.forms.drafts import answers_in

_CONFLICT = 409


def draft_keep(request: HttpRequest, child_pk: object, kind: str) -> HttpResponse:
    """Keep what was typed and say so, to a script in words, to a browser without one on the form's page."""
    chosen = KINDS.get(kind)
    if chosen is None:
        raise Http404
    if request.method != "POST":
        return _ask_to_go_on(request, chosen)
    try:
        mark = read_mark(request.POST.get(FIELD, ""))
        told = {"child": request.child, "kind": chosen, "by": request.user}
        draft = keep_draft(answers=answers_in(request.POST), mark=mark, **told)
    except ValidationError as error:
        return _not_kept(request, " ".join(error.messages))
    says = f"Kept as a draft at {localtime(draft.saved_at):%H:%M}. Only you can see it."
    if _is_script(request):
        return JsonResponse({"says": says})
    messages.success(request, says)
    return redirect(chosen.page, request.child.pk)


def _ask_to_go_on(request: HttpRequest, kind: DraftKind) -> HttpResponse:
    """Give a page whose writer has signed in again what it needs to be sent; to nobody but its own writer."""
    if not _is_script(request):
        return redirect(kind.page, request.child.pk)
    try:
        mark = read_mark(request.headers.get("Draft-Page", ""))
    except ValidationError as error:
        return _not_kept(request, " ".join(error.messages))
    if mark.writer != str(request.user.pk):
        return _not_kept(request, "Somebody else has signed in since you opened this page.")
    return JsonResponse({"token": get_token(request)})


def _not_kept(request: HttpRequest, says: str) -> HttpResponse:
    """Say why what was typed is not kept; without a script, the words are shown so that they can be copied."""
    if _is_script(request):
        return JsonResponse({"says": says}, status=_CONFLICT)
    typed = [value for values in answers_in(request.POST).values() for value in values if " " in value]
    return render(request, "chronology/draft_not_kept.html", {"says": says, "typed": typed}, status=_CONFLICT)


def _is_script(request: HttpRequest) -> bool:
    return not request.accepts("text/html")
