"""One version of an agreement as it was frozen: its words, who agreed, what differs from the one before, its papers."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from homeward.practice.agreement import Acceptance, How, Who, differences, thawed
from homeward.reports.written_agreement_paper import paper_of
from homeward.web import clock
from homeward.web.chronology.attachments.queries import attachments_of
from homeward.web.chronology.models import Attachment
from homeward.web.pathway.agreements.actions import answer_version
from homeward.web.pathway.agreements.asked import version_asked, whole_version
from homeward.web.pathway.agreements.details import AnswerDetails
from homeward.web.pathway.agreements.forms import AnswerForm, SignForm
from homeward.web.pathway.agreements.shown import answer_lines
from homeward.web.pathway.models import AgreementVersion
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.models import Person
from homeward.web.people.policy import visible
from homeward.web.people.relations import TO_LEAD, TO_WRITE


@require_safe
def agreement_version(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Show a version, the answers to it, and what differs from the one before."""
    row = version_asked(request, pk)
    found = whole_version(row)
    others = AgreementVersion.objects.standing().filter(start=row.start, parent=row.parent_id)
    versions = list(others.select_related("entered_by"))
    before = next((one for one in reversed(versions) if one.number < row.number), None)
    context = {
        "row": row,
        "agreement": found,
        "answers": answer_lines(found),
        "scans": _scans(request, found.accepted),
        "before": before,
        "differences": _differences(before, row) if before else [],
        "versions": list(reversed(versions)),
        "is_latest": row == versions[-1] and not found.is_changed,
        "may_write": bool(request.relations & TO_WRITE),
        "may_lead": bool(request.relations & TO_LEAD),
    }
    return render(request, "pathway/agreement_version.html", context)


def agreement_answer(
    request: HttpRequest, child_pk: object, pk: UUID, who: str, person_pk: UUID | None = None
) -> HttpResponse:
    """Ask for an answer that was not signed on the screen: on paper, declined, not able; or the manager's own."""
    row, whose = version_asked(request, pk), _who(who, person_pk)
    found, person = whole_version(row), _person(row, person_pk)
    line = next(one for one in answer_lines(found) if one.who == whose and one.person_id == str(person_pk or ""))
    scans = attachments_of(request.user, request.child).filter(struck_at=None)
    form = AnswerForm(request.POST or None, who=whose, scans=scans)
    told = {"child": request.child, "version": row, "by": request.user}
    write = lambda: answer_version(details=form.details(person), **told)  # noqa: E731 - as short as the others
    if request.method == "POST" and form.is_valid() and is_done(form, write):
        messages.success(request, "It is written down.")
        return redirect("agreement_version", request.child.pk, row.pk)
    context = {"form": form, "row": row, "line": line, "is_manager": whose == Who.MANAGER}
    return render(request, "pathway/agreement_answer.html", context)


def agreement_sign(
    request: HttpRequest, child_pk: object, pk: UUID, who: str, person_pk: UUID | None = None
) -> HttpResponse:
    """Show a version to a parent or the child by itself, without anything else of the record, to be signed."""
    row, whose = version_asked(request, pk), _who(who, person_pk)
    person = _person(row, person_pk)
    if whose == Who.MANAGER:
        raise Http404
    found = whole_version(row)
    form, answer = SignForm(request.POST or None), found.answer_of(whose, str(person_pk or ""))
    if request.method == "POST" and form.is_valid():
        details = AnswerDetails(whose, How.ON_SCREEN, clock.today(), person, name=form.cleaned_data["name"])
        told = {"child": request.child, "version": row, "by": request.user, "details": details}
        if is_done(form, lambda: answer_version(**told)):
            return redirect(request.path)
    # Without the menu: the device is in somebody else's hands.
    context = {"form": form, "row": row, "is_child": whose == Who.CHILD, "menu": ()}
    paper = paper_of(found, is_invented=settings.HOMEWARD_INVENTED)
    is_signed = answer is not None and answer.how == How.ON_SCREEN
    return render(request, "pathway/agreement_sign.html", {**context, "paper": paper, "is_signed": is_signed})


def _who(who: str, person_pk: UUID | None) -> Who:
    """Return whose answer an address names. Raises Http404 for one that has no place."""
    if who not in tuple(Who) or (who == Who.PARENT) != (person_pk is not None):
        raise Http404
    return Who(who)


def _person(row: AgreementVersion, person_pk: UUID | None) -> Person | None:
    """Return the parent of a version whom an address names. Raises Http404 for anybody else."""
    if person_pk is None:
        return None
    _, parties, _, _ = thawed(row.content)
    if str(person_pk) not in {party.id for party in parties}:
        raise Http404
    return Person.objects.get(pk=person_pk)


def _scans(request: HttpRequest, answers: Iterable[Acceptance]) -> set[str]:
    """Return the ids of the scans that the reader may open."""
    wanted = [one.attachment for one in answers if one.attachment]
    found = visible(request.user, Attachment).filter(pk__in=wanted, struck_at=None) if wanted else ()
    return {str(one.pk) for one in found}


def _differences(before: AgreementVersion, row: AgreementVersion) -> list[tuple[str, str, str, str]]:
    """Return what differs between two versions: of what kind it is, what was done, what stood, what stands."""
    _, _, goals, promises = thawed(before.content)
    _, _, goals_now, promises_now = thawed(row.content)
    return [
        *(("Goal", *one) for one in differences(goals, goals_now)),
        *(("Promise", *one) for one in differences(promises, promises_now)),
    ]
