"""The second step of signing in: a code of the app, a recovery code, or a passkey."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from homeward.web.accounts.forms import CodeForm, PasskeyForm
from homeward.web.accounts.second_factor import accept, request_options, waiting_stage, ways


@sensitive_post_parameters("code", "credential")
@never_cache
def second_factor_ask(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of whoever just gave a right password; then sign them in."""
    stage = waiting_stage(request)
    if stage is None:
        return redirect("sign_in")
    user = stage.login.user
    found = ways(user)
    if not any(found.values()):  # taken away meanwhile: begin again
        return redirect("sign_in")
    form = _sent(request, user)
    if form is not None and form.is_valid():
        accept(request, form.factor)
        return stage.exit()
    context = {
        "form": form or CodeForm(user=user),
        "code_form": form if isinstance(form, CodeForm) else CodeForm(user=user),
        "passkey_form": form if isinstance(form, PasskeyForm) else PasskeyForm(user=user),
        "options": request_options(user) if found["has_passkeys"] else "",
        **found,
    }
    return render(request, "people/second_factor_ask.html", context)


def _sent(request: HttpRequest, user: object) -> CodeForm | PasskeyForm | None:
    """Return the form that was sent, or None when the page is only shown."""
    if request.method != "POST":
        return None
    return (CodeForm if "code" in request.POST else PasskeyForm)(data=request.POST, user=user)
