"""What templates may write to say in which language a part of the page is."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from homeward.web.design import language

register = template.Library()


@register.simple_tag
def page_language() -> str:
    """Return the page's language: `<html lang="{% page_language %}">`."""
    return language.html_code()


@register.simple_tag
def in_english() -> SafeString:
    """Mark what is in English on a page in another language: `<dd{% in_english %}>`; nothing on an English page."""
    return SafeString("" if language.is_english() else ' lang="en-GB"')


@register.simple_tag
def english_words(words: str) -> SafeString:
    """Write words that there are in English only, marked as such on a page in another language."""
    return format_html("{}", words) if language.is_english() else format_html('<bdi lang="en-GB">{}</bdi>', words)


@register.simple_tag
def in_own_language() -> SafeString:
    """Mark what is translated within a part that is not: `<nav{% in_own_language %}>`; nothing on an English page."""
    return SafeString("") if language.is_english() else format_html(' lang="{}"', language.html_code())


@register.simple_tag
def other_languages() -> list[tuple[str, str, str]]:
    """Return the languages to change to, each as code, code for HTML, name: `{% other_languages as others %}`."""
    return language.other_languages()
