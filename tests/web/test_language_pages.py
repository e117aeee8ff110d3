"""Pages in Welsh: chosen with one button, right in their dates and numbers, and saying which parts are in English."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.people.record.heading import age_in_words
from tests.web.people_service import browser_of
from tests.web.people_story import Story, tell_story

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


def choose(browser: Client, language: str, back: str = "/sign-in/") -> str:
    """Press the button in the header; return where it led."""
    return browser.post("/language/", {"language": language, "next": back}).url


@pytest.fixture
def story() -> Story:
    return tell_story()


@pytest.fixture
def in_welsh(story: Story) -> Client:
    browser = browser_of(story.worker)
    choose(browser, "cy")
    return browser


def lines_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# Choosing


def test_without_a_choice_pages_are_in_english_whatever_the_browser_would_like(client: Client) -> None:
    page = client.get("/sign-in/", headers={"Accept-Language": "cy"}).text
    assert '<html lang="en-GB"' in page
    assert 'value="cy" lang="cy">Cymraeg</button>' in page
    assert "Sign in" in page


def test_one_button_leads_to_welsh_and_back_and_stays_through_signing_in(
    client: Client, user_with: Callable[..., User]
) -> None:
    assert choose(client, "cy", "/sign-in/?next=/children/") == "/sign-in/?next=/children/"
    page = client.get("/sign-in/").text
    assert '<html lang="cy"' in page
    assert "Mewngofnodi" in page
    assert "Enw defnyddiwr" in page
    client.force_login(user_with(Role.SOCIAL_WORKER))
    assert "Allgofnodi" in client.get("/").text
    client.post("/sign-out/")
    assert "Mewngofnodi" in client.get("/sign-in/").text
    choose(client, "en-gb")
    assert "Sign in" in client.get("/sign-in/").text


def test_the_cookie_says_the_language_and_nothing_else(client: Client) -> None:
    choose(client, "cy")
    cookie = client.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("cy", True, "Lax")


@pytest.mark.parametrize("language", ["fr", "", "cy; x", "../cy"])
def test_what_is_no_language_changes_nothing(language: str, client: Client) -> None:
    choose(client, language)
    assert COOKIE not in client.cookies
    client.cookies[COOKIE] = language
    assert client.get("/sign-in/").status_code == 200


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""])
def test_the_button_leads_to_no_other_site(back: str, client: Client) -> None:
    assert choose(client, "cy", back) == "/"


# What is said


def test_a_failed_sign_in_is_told_in_welsh(client: Client) -> None:
    choose(client, "cy")
    page = client.post("/sign-in/", {"login": "nobody", "password": "wrong"}).text
    assert "Mae problem" in page
    assert "Nid yw’r enw defnyddiwr neu’r cyfrinair yn gywir." in page


def test_a_childs_page_is_in_welsh_with_its_menu_dates_and_warnings(story: Story, in_welsh: Client) -> None:
    page = in_welsh.get(f"/children/{story.child.pk}/").text
    said = lines_of(page)
    for words in ("Tudalen plentyn", "Statws cyfreithiol", "Gweithiwr cymdeithasol", "ers 5 Chwefror 2024", "Cronoleg"):
        assert words in said, words
    assert "ganwyd 2 Mawrth 2016" in said
    assert "Ni chaniateir dweud wrth Fin Exemplar ble mae’r plentyn yn byw." in said
    main = page[page.index("<main") : page.index("</main>")]
    assert page.index('id="main-content"') > 0
    assert 'class="govuk-width-container" lang' not in page, "the whole of this page is in Welsh but for marked parts"
    assert 'lang="en-GB"' in main, "the return’s words for placement and status are in English, and marked"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2016, 4, 2), "1 mis oed"),
        (date(2016, 5, 2), "2 fis oed"),
        (date(2016, 9, 1), "5 mis oed"),
        (date(2024, 3, 2), "8 oed"),
    ],
)
def test_a_childs_age_takes_the_right_form(on: date, said: str, story: Story) -> None:
    with translation.override("cy"):
        assert age_in_words(story.child, on) == said


def test_a_page_that_is_in_english_says_so_within_the_welsh_frame(story: Story, in_welsh: Client) -> None:
    page = in_welsh.get(f"/children/{story.child.pk}/network/").text
    assert '<html lang="cy"' in page
    assert re.search(r'<title lang="en-GB">', page)
    assert '<div class="govuk-width-container" lang="en-GB">' in page
    assert '<div class="homeward-record" lang="cy">' in page, "the child’s heading and menu are in Welsh"


def test_an_english_page_marks_no_part(story: Story) -> None:
    page = browser_of(story.worker).get(f"/children/{story.child.pk}/").text
    body = page[page.index("<body") :]
    assert set(re.findall(r'lang="([^"]+)"', body)) == {"cy"}, "the button alone"
    assert "since 5 February 2024" in lines_of(page)
    assert "born 2 March 2016" in lines_of(page)
