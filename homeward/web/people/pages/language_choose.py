"""Where somebody chooses, signed in or not, in which language this browser shows the pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from homeward.web.design.language import is_language, remember_language


@require_POST
def language_choose(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen, and go back to the page on which it was; what is no language changes nothing."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    response = redirect(wanted if own else "/")
    if is_language(chosen := request.POST.get("language", "")):
        remember_language(response, chosen)
    return response
