"""What every test of the web floor may ask for: somebody with a role, and a browser in which they are signed in."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from homeward.web.accounts.actions import create_user, give_role
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role

PASSWORD = "quiet harbour, forty lanterns"


@pytest.fixture
def user_with(db: None) -> Callable[..., User]:
    """Return a function that makes an invented person holding the roles it is given."""
    made: list[User] = []

    def make(*roles: Role) -> User:
        name = f"{roles[0] if roles else 'nobody'}_{len(made) + 1}"
        user = create_user(
            username=name, name=f"Invented Person {len(made) + 1}", password=PASSWORD, by=None, on=date(2020, 1, 1)
        )
        for role in roles:
            give_role(user=user, role=role, by=None, on=date(2020, 1, 1))
        made.append(user)
        return user

    return make


@pytest.fixture
def client_of(user_with: Callable[..., User]) -> Callable[..., Client]:
    """Return a function that makes a client signed in as an invented person holding the roles it is given."""

    def sign_in(*roles: Role) -> Client:
        client = Client()
        client.force_login(user_with(*roles))
        return client

    return sign_in
