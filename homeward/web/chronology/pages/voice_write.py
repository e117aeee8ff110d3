"""Where a worker writes down what somebody said and what was done about it, corrects it, or strikes it out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from homeward.web.chronology.drafts.kinds import VOICE
from homeward.web.chronology.drafts.queries import begun, go_on
from homeward.web.chronology.forms.events import StrikeForm
from homeward.web.chronology.forms.voices import AnswerForm, CorrectVoiceForm, VoiceForm, answers_of
from homeward.web.chronology.models import Voice
from homeward.web.chronology.voices.actions import answer_voice, correct_voice, strike_voice, write_voice
from homeward.web.chronology.voices.offered import voices_offered
from homeward.web.people.forms.attempts import is_done
from homeward.web.people.policy import visible

_WRITE = "chronology/voice_write.html"


def voice_add(request: HttpRequest, child_pk: object) -> HttpResponse:
    """Ask what was said, or go on with what was begun; write it down; and show what they say."""
    draft = begun(request, VOICE)
    form = VoiceForm(request.POST or None, people=voices_offered(request.user, request.child))
    go_on(form, draft.draft)
    told = {"child": request.child, "by": request.user, "draft": draft.draft}
    if (
        request.method == "POST"
        and form.is_valid()
        and is_done(form, lambda: write_voice(details=form.details, **told))
    ):
        return _done(request, "It is written down.")
    return render(request, _WRITE, {"form": form, "title": "Write down what somebody said", "begun": draft})


def voice_correct(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask anew what was said, and why; what stood before stays, struck out."""
    voice = _voice(request, pk)
    people = voices_offered(request.user, request.child)
    form = CorrectVoiceForm(request.POST or None, initial=answers_of(voice), people=people)
    if request.method == "POST" and form.is_valid():
        told = {"voice": voice, "because": form.cleaned_data["because"], "by": request.user}
        if is_done(form, lambda: correct_voice(details=form.details, **told)):
            return _done(request, "It is corrected. What stood before stays, struck out.")
    return render(request, _WRITE, {"form": form, "title": "Correct what somebody said"})


def voice_strike(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask why; then strike it out."""
    voice = _voice(request, pk)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        if is_done(form, lambda: strike_voice(voice=voice, because=because, by=request.user)):
            return _done(request, "It is struck out.")
    return render(request, _WRITE, {"form": form, "title": "Strike out what somebody said", "voice": voice})


def voice_answer(request: HttpRequest, child_pk: object, pk: UUID) -> HttpResponse:
    """Ask what was done about what somebody said; write it down beside it."""
    voice = _voice(request, pk)
    form = AnswerForm(request.POST or None)
    told = {"child": request.child, "voice": voice, "by": request.user}
    if (
        request.method == "POST"
        and form.is_valid()
        and is_done(form, lambda: answer_voice(details=form.details, **told))
    ):
        return _done(request, "It is written down.")
    return render(request, _WRITE, {"form": form, "title": "What was done about it", "voice": voice})


def _done(request: HttpRequest, says: str) -> HttpResponse:
    messages.success(request, says)
    return redirect("voices", request.child.pk)


def _voice(request: HttpRequest, pk: UUID) -> Voice:
    """Return what stands as said in the record of the page's child, if it is open to whoever asks. Raises Http404."""
    found = visible(request.user, Voice).filter(child=request.child, struck_at=None, pk=pk)
    voice = found.select_related("child").first()
    if voice is None:
        raise Http404
    return voice
