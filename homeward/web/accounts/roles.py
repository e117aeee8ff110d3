"""The roles people hold in a service. A role says what work someone does; what they may open follows from it."""

from django.db import models


class Role(models.TextChoices):
    """Every role that can be given; the value is the role's id everywhere."""

    SOCIAL_WORKER = "social_worker", "Social worker"
    SECOND_WORKER = "second_worker", "Second worker"
    ADVANCED_PRACTITIONER = "advanced_practitioner", "Advanced practitioner"
    TEAM_MANAGER = "team_manager", "Team manager"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    NOMINATED_OFFICER = "nominated_officer", "Nominated officer"
    DIRECTOR = "director", "Director of children's services"
    EMERGENCY_DUTY = "emergency_duty", "Emergency duty worker"
    FAMILY_SUPPORT_WORKER = "family_support_worker", "Family support worker"
    ADULT_SPECIALIST = "adult_specialist", "Adult specialist"
    SUPERVISING_SOCIAL_WORKER = "supervising_social_worker", "Supervising social worker"
    FOSTER_CARER = "foster_carer", "Foster carer"
    GUEST = "guest", "Guest of a partner agency"
    ANALYST = "analyst", "Analyst"
    IMPROVEMENT_LEAD = "improvement_lead", "Improvement lead"
    FACILITATOR = "facilitator", "Facilitator"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


EVERY_ROLE = frozenset(Role)
FIGURE_READERS = frozenset(
    {
        Role.ANALYST,
        Role.IMPROVEMENT_LEAD,
        Role.TEAM_MANAGER,
        Role.REVIEWING_OFFICER,
        Role.HEAD_OF_SERVICE,
        Role.NOMINATED_OFFICER,
        Role.DIRECTOR,
    }
)
FIGURE_PUBLISHERS = frozenset({Role.ANALYST})
FIGURE_CHILD_LISTERS = frozenset({Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR})
"""Who may list the children behind a figure: whoever answers for its being right, and those who answer for the children
and show an inspector the cases. Everybody else works with figures, or with children who are theirs by their record."""
