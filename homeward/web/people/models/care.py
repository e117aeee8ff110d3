"""Stores a child's looked-after history: episodes of care in the codes of the statutory return."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from homeward.web.people.models.family import Household
from homeward.web.people.models.persons import Child


class EpisodeSource(models.TextChoices):
    """Where an episode came from."""

    ENTERED = "entered", "Entered by hand"
    IMPORTED = "imported", "From the published returns"


class CareEpisode(models.Model):
    """A stretch of care in which legal status, placement and carer stay the same.

    The names are those of `homeward.sources.rows.EPISODES`; in the return they are DECOM, RNE, LS, CIN, PLACE,
    PLACE_PROVIDER, DEC, REC and REASON_PLACE_CHANGE. `dec_on` is None and `reason_ceased` empty while the episode is
    open. `dataset` is the id of the dataset an imported episode came from. An episode entered in error is struck out
    and stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="episodes")
    decom_on = models.DateField()
    dec_on = models.DateField(null=True, blank=True)
    reason_new_episode = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=4, blank=True)
    need = models.CharField(max_length=4, blank=True)
    place = models.CharField(max_length=4, blank=True)
    place_provider = models.CharField(max_length=4, blank=True)
    reason_ceased = models.CharField(max_length=5, blank=True)
    reason_place_change = models.CharField(max_length=6, blank=True)
    end_imputed = models.BooleanField(default=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    source = models.CharField(max_length=10, choices=EpisodeSource.choices, default=EpisodeSource.ENTERED)
    dataset = models.UUIDField(null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    class Meta:
        ordering = ["decom_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "decom_on"], condition=Q(struck_at=None), name="one_episode_begins_a_day"
            ),
            models.CheckConstraint(
                condition=Q(dec_on=None) | Q(dec_on__gte=models.F("decom_on")), name="episode_ends_after_it_begins"
            ),
        ]
