"""Signing in with a passkey and an app in a real browser, one's own account, and the pages of administrators."""

import pytest

from tests.functional.watched_page import NARROW
from tests.web.authenticator_app import code_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(watched):
    """Give the browser a device that holds passkeys; returns what switches its owner's consent on and off."""
    tools = watched.page.context.new_cdp_session(watched.page)
    tools.send("WebAuthn.enable")
    device = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def consent(given):
        tools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": given})

    return consent


def press(watched, name):
    watched.page.get_by_role("button", name=name, exact=True).click()


def give_password(watched, role):
    watched.visit("/sign-in/")
    watched.page.get_by_label("User name").fill(role)
    watched.page.get_by_label("Password", exact=True).fill(watched.demo.password)
    press(watched, "Sign in")


@pytest.mark.slow
def test_a_passkey_is_made_and_signs_in_by_itself(demo, open_page):
    watched = open_page(demo)
    page = watched.page
    consent = with_device(watched)
    watched.sign_in("facilitator")
    watched.visit("/your-account/second-factor/passkey/")
    watched.assert_accessible()
    page.get_by_label("Name of this passkey").fill("Invented key")
    press(watched, "Make the passkey")
    page.wait_for_url("**/codes/")
    watched.assert_accessible()
    press(watched, "Make recovery codes and show them")
    assert watched.heading() == "Your recovery codes"
    assert page.get_by_role("listitem").count() >= 10
    watched.assert_accessible()
    watched.visit("/your-account/")
    assert "Passkey “Invented key”" in page.inner_text("main")
    watched.assert_accessible()

    press(watched, "Sign out")
    page.get_by_role("link", name="Sign in with a passkey").click()
    watched.assert_accessible()
    consent(False)
    press(watched, "Use a passkey")
    page.get_by_role("alert").get_by_text("No passkey was used").wait_for()
    watched.assert_accessible()
    consent(True)
    press(watched, "Use a passkey")
    page.wait_for_url(demo.url + "/")
    assert "Hello" in watched.heading()

    press(watched, "Sign out")
    give_password(watched, "facilitator")
    assert watched.heading() == "Second step of signing in"
    watched.assert_accessible()
    press(watched, "Use a passkey")
    page.wait_for_url(demo.url + "/")

    watched.visit("/your-account/")
    page.get_by_role("link", name="Remove the passkey Invented key").click()
    watched.assert_accessible()
    press(watched, "Remove")
    assert "None" in page.inner_text("main")


@pytest.mark.slow
def test_without_javascript_an_app_works_and_a_passkey_says_that_it_cannot(demo, open_page):
    watched = open_page(demo, width=NARROW, script=False)
    page = watched.page
    watched.visit("/sign-in/passkey/")
    assert "A passkey needs JavaScript" in page.inner_text("main")
    watched.sign_in("adult_specialist")
    watched.visit("/your-account/second-factor/")
    page.get_by_role("link", name="Authenticator app").click()
    secret = page.locator(".homeward-secret").inner_text()
    page.get_by_label("Code from the app").fill(code_of(secret))
    press(watched, "Finish")
    assert watched.heading() == "Recovery codes"
    press(watched, "Sign out")
    give_password(watched, "adult_specialist")
    page.get_by_label("Code").fill(code_of(secret, 1))
    press(watched, "Sign in")
    assert "Hello" in watched.heading()
    watched.visit("/your-account/")
    page.get_by_role("link", name="Remove the authenticator app").click()
    press(watched, "Remove")


@pytest.mark.slow
def test_an_administrator_adds_somebody_who_then_chooses_a_password(demo, open_page):
    administrator, newcomer = open_page(demo), open_page(demo, width=NARROW)
    administrator.sign_in("administrator")
    page = administrator.page
    page.get_by_role("link", name="People who sign in").first.click()
    administrator.assert_accessible()
    page.get_by_role("button", name="Add a person").click()
    press(administrator, "Add and show a password")
    administrator.assert_accessible()
    page.get_by_label("Name", exact=True).fill("Nora Newcombe (invented)")
    page.get_by_label("User name").fill("nora.newcombe")
    page.get_by_label("Role").select_option("family_support_worker")
    press(administrator, "Add and show a password")
    administrator.assert_accessible()
    given = page.locator(".homeward-secret").inner_text()
    page.get_by_role("button", name="I have told them").click()
    administrator.assert_accessible()

    newcomer.visit("/sign-in/")
    newcomer.page.get_by_label("User name").fill("nora.newcombe")
    newcomer.page.get_by_label("Password", exact=True).fill(given)
    press(newcomer, "Sign in")
    assert newcomer.heading() == "Choose a password"
    newcomer.assert_accessible()
    newcomer.page.get_by_label("New password", exact=True).fill("marble otter kettle")
    press(newcomer, "Save the password")
    assert "Hello Nora Newcombe" in newcomer.heading()

    for words in ("Give a role", "Shut out"):
        page.reload()
        page.get_by_role("button", name=words, exact=True).click()
        administrator.assert_accessible()
        page.go_back()
    page.get_by_role("link", name="End the role").click()
    administrator.assert_accessible()
    press(administrator, "End the role")
    newcomer.visit("/")
    assert newcomer.heading() == "Sign in"
