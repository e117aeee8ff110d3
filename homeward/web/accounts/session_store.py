"""Keeps sessions in the database together with whose they are, so that they can be listed and ended."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from homeward.web import clock
from homeward.web.accounts.sessions import BEGAN_AT


class SessionStore(DatabaseStore):
    """Django's database sessions, in the table `SignInSession`. A row that was ended is never written again."""

    @classmethod
    def get_model_class(cls) -> type:
        """Return the table that holds the sessions."""
        from homeward.web.accounts.models import SignInSession

        return SignInSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row of a session, naming the person who is signed in by it."""
        row = super().create_model_instance(data)
        row.user_id = data.get("_auth_user_id")
        began_at = data.get(BEGAN_AT)
        row.began_at = datetime.fromisoformat(began_at) if began_at else None
        row.used_at = clock.now()
        return row
