"""Stores people, children, families, networks, care, teams, and who may see whom: one file a matter."""

from homeward.web.people.models.access import BreakGlass, ConflictOfInterest, Leave, Restriction
from homeward.web.people.models.care import CareEpisode, EpisodeSource
from homeward.web.people.models.facts import Fact, Facts, Spell, holding
from homeward.web.people.models.family import (
    INVERSE,
    Contact,
    ContactLeave,
    ContactWay,
    Household,
    HouseholdMembership,
    Kinship,
    MayBeContacted,
    NotToBeTold,
    ParentalResponsibility,
    PRBasis,
    Relationship,
    Safety,
    Secret,
)
from homeward.web.people.models.merging import Merge
from homeward.web.people.models.network import Agency, AgencyKind, KeyWorker, NetworkMember
from homeward.web.people.models.notices import Notice
from homeward.web.people.models.persons import Child, Exactness, NameKind, Person, PersonBefore, PersonName, Sex
from homeward.web.people.models.teams import (
    AllocatedAs,
    Allocation,
    Asked,
    ChildTeam,
    Handover,
    Team,
    TeamMembership,
)
from homeward.web.people.models.workers_home import WorkersHome

__all__ = [
    "INVERSE",
    "Agency",
    "AgencyKind",
    "AllocatedAs",
    "Allocation",
    "Asked",
    "BreakGlass",
    "CareEpisode",
    "Child",
    "ChildTeam",
    "ConflictOfInterest",
    "Contact",
    "ContactLeave",
    "ContactWay",
    "EpisodeSource",
    "Exactness",
    "Fact",
    "Facts",
    "Handover",
    "Household",
    "HouseholdMembership",
    "KeyWorker",
    "Kinship",
    "Leave",
    "MayBeContacted",
    "Merge",
    "NameKind",
    "NetworkMember",
    "NotToBeTold",
    "Notice",
    "PRBasis",
    "ParentalResponsibility",
    "Person",
    "PersonBefore",
    "PersonName",
    "Relationship",
    "Restriction",
    "Safety",
    "Secret",
    "Sex",
    "Spell",
    "Team",
    "TeamMembership",
    "WorkersHome",
    "holding",
]
