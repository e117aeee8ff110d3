"""What an authenticator app does: from a secret and the time to six figures, after RFC 6238, written anew for tests."""

import base64
import hmac
import re
import time
from typing import Any

from django.test import Client


def code_of(secret: str, steps_away: int = 0) -> str:
    """Return the code at this moment, or some half minutes away; never one that is about to be too old."""
    if steps_away == -1 and time.time() % 30 > 28:
        time.sleep(2)
    key = base64.b32decode(secret.replace(" ", ""))
    counter = int(time.time()) // 30 + steps_away
    digest = hmac.new(key, counter.to_bytes(8, "big"), "sha1").digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def wrong_code(secret: str) -> str:
    """Return six figures that are right at no time near."""
    near = {code_of(secret, steps) for steps in range(-3, 4)}
    return next(f"{number:06}" for number in range(10) if f"{number:06}" not in near)


def set_up_app(client: Client) -> str:
    """Set an app up for whoever is signed in, by the page, and return its secret. This code is used up."""
    page = client.get("/your-account/second-factor/app/").content.decode()
    secret = secret_on(page)
    answer: Any = client.post("/your-account/second-factor/app/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def secret_on(page: str) -> str:
    """Return the secret that is written out on a page."""
    found = re.search(r'homeward-secret[^"]*" translate="no">([A-Z2-7 ]+)<', page)
    assert found, page
    return found[1].replace(" ", "")
