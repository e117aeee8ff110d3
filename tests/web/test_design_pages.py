"""The look of every page: vendored files as built, no brand of others, nothing inline, a page for every fault."""

import hashlib
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from homeward.web.accounts.roles import Role

DESIGN = Path("homeward/web/design")
STATIC = DESIGN / "static" / "design"
BANNER = "Demo with an invented council. No real child is described here."
FAULTS = ("400.html", "403.html", "403_csrf.html", "404.html", "405.html", "429.html", "500.html", "unavailable.html")


def test_vendored_files_are_what_was_built() -> None:
    vendored = tomllib.loads((DESIGN / "vendored.toml").read_text())
    assert {"static/design/homeward.css", "static/design/govuk-frontend.min.js"} <= vendored["sha256"].keys()
    for name, digest in vendored["sha256"].items():
        found = hashlib.sha256((DESIGN / name).read_bytes()).hexdigest()
        assert found == digest, f"{name} was changed by hand; run `make styles`"


def test_the_style_sheet_carries_no_brand_that_is_not_ours() -> None:
    css = (STATIC / "homeward.css").read_text()
    for word in ("GDS Transport", "crest", "crown", "govuk-header", "govuk-footer", "@font-face", "@import"):
        assert word.lower() not in css.lower()


def test_every_file_that_a_style_sheet_or_script_names_is_here() -> None:
    for file in (*STATIC.glob("*.css"), *STATIC.glob("*.js")):
        text = file.read_text()
        named = re.findall(r"url\(\s*['\"]?([^'\")]+)", text) + re.findall(r"from\s*['\"]([^'\"]+)", text)
        assert "sourceMappingURL" not in text
        assert [name for name in named if not (file.parent / name).is_file()] == []


def test_the_licence_of_what_is_vendored_stands_beside_it() -> None:
    text = (STATIC / "LICENSE-govuk-frontend.txt").read_text()
    assert "The MIT License" in text
    assert "Crown Copyright" in text


@pytest.mark.parametrize("template", FAULTS)
def test_a_fault_page_needs_neither_a_request_nor_the_database(template: str) -> None:
    page = render_to_string(template)
    assert BANNER in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("template", FAULTS)
def test_a_real_service_has_no_banner(template: str, settings: Any) -> None:
    settings.HOMEWARD_INVENTED = False
    assert "nvented" not in render_to_string(template)


def pages_of_everybody(client: Client, analyst: Client) -> list[str]:
    asked = [client.get("/sign-in/"), analyst.get("/"), analyst.get("/no-such-page/"), analyst.put("/")]
    assert [answer.status_code for answer in asked] == [200, 200, 404, 405]
    return [answer.content.decode() for answer in asked]


def test_no_page_holds_anything_inline(client: Client, client_of: Callable[..., Client]) -> None:
    for page in pages_of_everybody(client, client_of(Role.ANALYST)):
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", page) == []
        assert all(" src=" in script for script in re.findall(r"<script[^>]*>", page))
        assert "govuk-template" in page
        assert BANNER in page


def test_the_policy_of_each_answer_allows_our_own_files_only(client: Client, db: None) -> None:
    policy = client.get("/sign-in/").headers["Content-Security-Policy"]
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";") if part.strip())
    assert allowed["default-src"] == "'none'"
    assert {allowed[name] for name in ("script-src", "style-src", "img-src", "form-action")} == {"'self'"}
    assert {allowed[name] for name in ("frame-ancestors", "base-uri")} == {"'none'"}
    assert "unsafe" not in policy


def test_the_page_says_who_is_signed_in_and_offers_the_way_out(client_of: Callable[..., Client]) -> None:
    page = client_of(Role.ANALYST, Role.TEAM_MANAGER, Role.DIRECTOR).get("/").content.decode()
    assert "Invented Person 1</a>, analyst, director of children&#x27;s services and team manager" in page
    assert 'action="/sign-out/"' in page


def test_a_page_that_is_not_there_does_not_repeat_what_was_asked(client: Client, db: None) -> None:
    page = client.get("/Jordan-Example/?name=Jordan").content.decode()
    assert "Jordan" not in page


def test_a_role_without_pages_is_told_so(client_of: Callable[..., Client]) -> None:
    page = client_of(Role.FACILITATOR).get("/").content.decode()
    assert "no page for your role yet" in page


def test_somebody_without_a_role_is_told_what_to_do(client_of: Callable[..., Client]) -> None:
    answer = client_of().get("/")
    assert answer.status_code == 403
    assert "You hold no role today" in answer.content.decode()
