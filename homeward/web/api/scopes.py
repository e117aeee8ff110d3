"""What a token of the interface may be for. A scope opens nothing that the holder could not open anyway."""

from django.db import models


class Scope(models.TextChoices):
    """One kind of record that other systems may read."""

    CHILDREN = "children:read", "Children: ids, days and team, without names"
    PERSONS = "persons:read", "Persons: names, dates of birth and who is who to a child"
    EPISODES = "episodes:read", "Care episodes: legal status and placement in the return’s codes"
    EVENTS = "events:read", "Chronology: what happened, as far as the holder may read it"
