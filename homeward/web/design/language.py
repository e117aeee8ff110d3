"""Shows pages in the language that somebody chose in this browser: kept in a cookie that says nothing else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

ENGLISH = "en-gb"


class LanguageMiddleware:
    """Answer in the language chosen; in English where none was, whatever the browser would like.

    Most pages are in English only, so nobody is led into another language without having asked for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if is_language(chosen) else ENGLISH):
            return self.get_response(request)


def is_language(code: str) -> bool:
    """Tell whether pages can be shown in a language."""
    return code in dict(settings.LANGUAGES)


def remember_language(response: HttpResponse, code: str) -> None:
    """Have the browser keep which language was chosen, for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


def is_english() -> bool:
    """Tell whether the page is shown in English."""
    return (translation.get_language() or ENGLISH).startswith("en")


def html_code() -> str:
    """Return the page's language as HTML names it: `en-GB` or `cy`."""
    return "en-GB" if is_english() else translation.get_language()


def other_languages() -> list[tuple[str, str, str]]:
    """Return each language in which the page could be shown instead: code, code for HTML, and its own name for it."""
    here = ENGLISH if is_english() else translation.get_language()
    return [(code, "en-GB" if code == ENGLISH else code, name) for code, name in settings.LANGUAGES if code != here]
