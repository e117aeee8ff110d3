"""Reads somebody's drafts: nobody else's, and only of children in whose record they may write today."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from homeward.web.accounts.models import User
from homeward.web.chronology.drafts.kinds import DraftKind
from homeward.web.chronology.drafts.mark import FIELD, KeptElsewhereError, Mark, check_may_keep, new_mark, read_mark
from homeward.web.chronology.models import Draft
from homeward.web.people.models import Child
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_WRITE, children_by


@dataclass(frozen=True)
class Begun:
    """A form's page as far as its draft goes: the kind, the draft that stands, if any, and the page's mark."""

    kind: DraftKind
    draft: Draft | None
    mark: Mark


def own_drafts(user: User) -> QuerySet[Draft]:
    """Return what somebody has begun to write of children in whose record they may write today, the latest first."""
    kids = Child.objects.filter(children_by(user, TO_WRITE))
    return visible(user, Draft).filter(child__in=kids.values("pk"))


def own_draft(user: User, child: Child, kind: DraftKind) -> Draft | None:
    """Return what somebody has begun to write of a child in one form, if the record is open to them."""
    return own_drafts(user).filter(child=child, kind=kind.name).first()


def begun(request: HttpRequest, kind: DraftKind) -> Begun:
    """Return what the page of a form needs to keep what is typed, and to go on with what was; for the page's child.

    A form that was sent keeps its mark; its draft is the one that ends with it: none where another page keeps one.
    """
    draft = own_draft(request.user, request.child, kind)
    if request.method != "POST":
        return Begun(kind, draft, new_mark(request.user, draft))
    try:
        mark = read_mark(request.POST.get(FIELD, ""))
        check_may_keep(mark, request.user, draft)
    except KeptElsewhereError:
        return Begun(kind, None, new_mark(request.user, None))
    return Begun(kind, draft, mark)


def go_on(form: forms.Form, draft: Draft | None) -> None:
    """Let a form show again what was kept of it, question by question; what it no longer asks is left out."""
    if draft is not None and not form.is_bound:
        form.initial |= typed_before(form, draft)


def typed_before(form: forms.Form, draft: Draft) -> dict[str, Any]:
    """Return what a draft holds for each question of a form, as the question shows it."""
    answers = MultiValueDict(draft.answers)
    asked = ((form.add_prefix(name), name, field.widget) for name, field in form.fields.items())
    return {name: widget.value_from_datadict(answers, MultiValueDict(), html) for html, name, widget in asked}
