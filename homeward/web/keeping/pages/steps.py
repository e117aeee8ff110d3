"""Takes one of several decisions that a page offers: runs its action, or hands back its form with what was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from homeward.web.people.forms.attempts import is_done


@dataclass(frozen=True)
class Step:
    """One decision: what it does, what it asks (None: nothing), and what the page says once it is done."""

    act: Callable[..., object]
    form: Callable[..., forms.Form] | None
    done: str


def take(request: HttpRequest, steps: Mapping[str, Step], /, **told: Any) -> tuple[bool, str, forms.Form | None]:
    """Return whether the step that was sent is done, which it was and, if not done, its form with what was wrong.

    `told` is what every action is told besides the form's answers. A page that offers the step no more says so.
    """
    name = request.POST.get("step", "")
    step = steps.get(name)
    if request.method != "POST":
        return False, "", None
    if step is None:
        messages.error(request, "This was decided meanwhile. Look at what stands here now.")
        return True, name, None
    form = step.form(request.POST) if step.form else forms.Form(request.POST)
    if form.is_valid() and is_done(form, lambda: step.act(by=request.user, **told, **form.cleaned_data)):
        messages.success(request, step.done)
        return True, name, None
    return False, name, form
