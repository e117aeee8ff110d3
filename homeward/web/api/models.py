"""Stores the tokens by which other systems read: never the token itself, only its digest."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.api.scopes import Scope


class ApiToken(models.Model):
    """A token with which another system reads what `holder` may see, as far as its scopes (a list of Scope) go.

    `digest` is the token's SHA-256 (hex). It opens nothing from `expires_on` on, nor once it is revoked. `used_on` is
    the last day on which something was asked with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=models.F("made_at")),
                name="token_revoked_after_it_is_made",
            )
        ]

    def __str__(self) -> str:
        """Return an id: what Django prints may end in a log."""
        return f"ApiToken {self.pk}"

    @property
    def scopes_in_words(self) -> list[str]:
        """What the token is for, in words."""
        return [Scope(scope).label for scope in self.scopes]
