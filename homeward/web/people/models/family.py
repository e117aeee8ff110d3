"""Stores families: who lives where, who is who to whom, who has parental responsibility, who may be told what."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.db.models import Q

from homeward.web.people.models.facts import Fact
from homeward.web.people.models.network import Agency
from homeward.web.people.models.persons import Child, Person


class Household(Fact):
    """An address at which people live, or a refuge or home known by name only.

    `postcode_key` is the postcode in capitals without spaces, for finding people again.
    """

    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    postcode_key = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)

    class Meta(Fact.Meta):
        indexes = [models.Index(fields=["postcode_key"])]


class HouseholdMembership(Fact):
    """One person lives in one household."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="households")
    note = models.TextField(blank=True)


class ContactWay(models.TextChoices):
    """By what somebody can be reached."""

    PHONE = "phone", "Phone"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"


class Safety(models.TextChoices):
    """Whether a way of reaching somebody is safe for them."""

    SAFE = "safe", "Safe to use"
    ASK = "ask", "Ask first"
    UNSAFE = "unsafe", "Not safe: do not use"


class Contact(Fact):
    """One way to reach a person; `when` says in words at what times it is safe or welcome."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    way = models.CharField(max_length=10, choices=ContactWay.choices)
    value = models.CharField(max_length=250)
    safety = models.CharField(max_length=10, choices=Safety.choices, default=Safety.ASK)
    when = models.CharField(max_length=200, blank=True)


class Kinship(models.TextChoices):
    """What one person is to another."""

    MOTHER = "mother", "mother"
    FATHER = "father", "father"
    PARENT = "parent", "parent"
    CHILD = "child", "child"
    SIBLING = "sibling", "brother or sister"
    HALF_SIBLING = "half_sibling", "half-brother or half-sister"
    STEP_SIBLING = "step_sibling", "step-brother or step-sister"
    STEP_PARENT = "step_parent", "step-parent"
    STEP_CHILD = "step_child", "step-child"
    ADOPTIVE_PARENT = "adoptive_parent", "adoptive parent"
    ADOPTED_CHILD = "adopted_child", "adopted child"
    GRANDPARENT = "grandparent", "grandparent"
    GRANDCHILD = "grandchild", "grandchild"
    AUNT_UNCLE = "aunt_uncle", "aunt or uncle"
    NIECE_NEPHEW = "niece_nephew", "niece or nephew"
    COUSIN = "cousin", "cousin"
    CARER = "carer", "carer"
    CARED_FOR = "cared_for", "cared-for child"
    PARTNER = "partner", "partner"
    FORMER_PARTNER = "former_partner", "former partner"
    OTHER_RELATIVE = "other_relative", "other relative"
    FRIEND = "friend", "friend"


_PAIRS = (
    (Kinship.PARENT, Kinship.CHILD),
    (Kinship.STEP_PARENT, Kinship.STEP_CHILD),
    (Kinship.ADOPTIVE_PARENT, Kinship.ADOPTED_CHILD),
    (Kinship.GRANDPARENT, Kinship.GRANDCHILD),
    (Kinship.AUNT_UNCLE, Kinship.NIECE_NEPHEW),
    (Kinship.CARER, Kinship.CARED_FOR),
)
INVERSE: Mapping[Kinship, Kinship] = MappingProxyType(
    {kind: kind for kind in Kinship}
    | dict(_PAIRS)
    | {second: first for first, second in _PAIRS}
    | {Kinship.MOTHER: Kinship.CHILD, Kinship.FATHER: Kinship.CHILD}
)
"""What the other person is in turn. A relation not in any pair, such as brother or sister, is the same both ways."""


class Relationship(Fact):
    """`person` is the `kind` of `other`: "Mo is the mother of Jo". Stored once and read from both sides."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships_of_others")
    kind = models.CharField(max_length=20, choices=Kinship.choices)

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(condition=~Q(person=models.F("other")), name="nobody_related_to_themselves"),
        ]


class PRBasis(models.TextChoices):
    """Whence somebody has parental responsibility (Children Act 1989, sections 2 to 5, 12, 14C, 33, 44)."""

    MOTHER = "mother", "Mother"
    FATHER_MARRIED = "father_married", "Father, married to the mother"
    FATHER_REGISTERED = "father_registered", "Father, on the birth register"
    AGREEMENT = "agreement", "Agreement"
    COURT_ORDER = "court_order", "Parental responsibility order"
    ARRANGEMENTS_ORDER = "arrangements_order", "Child arrangements order"
    SPECIAL_GUARDIAN = "special_guardian", "Special guardianship order"
    ADOPTION = "adoption", "Adoption order"
    CARE_ORDER = "care_order", "Care order (the council)"
    OTHER = "other", "Other"


class ParentalResponsibility(Fact):
    """A person, or an agency such as the council under a care order, has parental responsibility for a child."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="responsibilities")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="responsibilities")
    basis = models.CharField(max_length=20, choices=PRBasis.choices)

    class Meta(Fact.Meta):
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person=None, agency__isnull=False) | Q(person__isnull=False, agency=None),
                name="responsibility_has_one_holder",
            ),
        ]


class Secret(models.TextChoices):
    """What somebody must not be told about a child."""

    LIVES = "lives", "Where the child lives"
    SCHOOL = "school", "Which school the child goes to"
    CARER = "carer", "Who cares for the child"
    CONTACT = "contact", "When and where the child meets family"
    ANYTHING = "anything", "Anything about the child"


class NotToBeTold(Fact):
    """A person must not be told something about a child, and why."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="secrets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="secrets_from")
    what = models.CharField(max_length=10, choices=Secret.choices)
    reason = models.TextField()


class ContactLeave(models.TextChoices):
    """Whether, and how, somebody may be contacted about or meet a child."""

    YES = "yes", "May be contacted"
    SUPERVISED = "supervised", "May meet the child with somebody present"
    LETTERBOX = "letterbox", "Letters only, through us"
    NO = "no", "Must not be contacted"


class MayBeContacted(Fact):
    """Whether a person may be contacted about a child; `words` say more, such as the order it rests on."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="contact_leaves")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_leaves")
    may = models.CharField(max_length=10, choices=ContactLeave.choices)
    words = models.TextField(blank=True)
