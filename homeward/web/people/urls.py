"""Addresses everybody has: signing in and out, the first page, and whether the service is well."""

from homeward.web.people.pages.health_show import health_show
from homeward.web.people.pages.home_show import home_show
from homeward.web.people.pages.sign_in import sign_in
from homeward.web.people.pages.sign_out import sign_out
from homeward.web.people.policy import ANYONE, SIGNED_IN, page

urlpatterns = [
    page("", home_show, name="home", allow=SIGNED_IN),
    page("sign-in/", sign_in, name="sign_in", allow=ANYONE),
    page("sign-out/", sign_out, name="sign_out", allow=ANYONE),
    page("healthz", health_show, name="health", allow=ANYONE),
]
