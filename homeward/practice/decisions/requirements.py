"""Who must sign a decision to send a child home, and what must be there before it, each with why and by what law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from homeward.practice.pathways.steps import Circumstances, Legal

_REGULATIONS = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"
_PART_4 = "https://legislation.gov.uk/uksi/2010/959/part/4/chapter/1/2011-04-01"
_PART_6 = "https://legislation.gov.uk/cy/uksi/2010/959/part/6/made?timeline=false"
_REG_14 = "https://www.legislation.gov.uk/uksi/2010/959/regulation/14/made"
_PART_7 = "https://legislation.gov.uk/uksi/2010/959/part/7?view=extent"
_DIRECTOR_TOLD = "https://northyorkshirecs.trixonline.co.uk/chapter/ceasing-to-look-after-a-child"
_REVIEW_TOLD = "https://newhamchildcare.proceduresonline.com/p_look_aft_rev.html"
_CHECKED_ON = date(2026, 11, 21)
_FROM_2011, _FROM_2015 = date(2011, 4, 1), date(2015, 4, 1)
UNVERIFIED = "unverified: the text of the law itself was not read"


class SignsAs(StrEnum):
    """In which role somebody signs a decision."""

    TEAM_MANAGER = "team_manager"
    NOMINATED_OFFICER = "nominated_officer"
    DIRECTOR = "director"
    PANEL = "panel"


SIGNS_AS_WORDS = {
    SignsAs.TEAM_MANAGER: "team manager",
    SignsAs.NOMINATED_OFFICER: "nominated officer",
    SignsAs.DIRECTOR: "director of children’s services",
    SignsAs.PANEL: "chair of the permanence panel",
}


@dataclass(frozen=True)
class Requirement:
    """Something without which a child is not sent home. `words` name it; `why` is a sentence that says why here.

    `reference` is the address of the text in `instrument`, empty where it is no law but the service's own scheme.
    `is_verified` is False where the text itself was not read. `signs_as` is the role, where it is a signature.
    """

    id: str
    words: str
    why: str
    instrument: str
    reference: str = ""
    in_force_from: date | None = None
    checked_on: date = _CHECKED_ON
    is_verified: bool = True
    signs_as: SignsAs | None = None


_Applies = Callable[[Circumstances, date], bool]


def _always(child: Circumstances, today: date) -> bool:
    return True


def _is_on_order(child: Circumstances, today: date) -> bool:
    return child.is_on_order


def _is_not_on_order(child: Circumstances, today: date) -> bool:
    return not child.is_on_order


def _is_section_20(child: Circumstances, today: date) -> bool:
    return child.legal == Legal.SECTION_20


def _is_looked_after(child: Circumstances, today: date) -> bool:
    return child.looked_after_since is not None


def _was_long(child: Circumstances, today: date) -> bool:
    return not child.is_on_order and child.was_long(today)


def _is_sixteen(child: Circumstances, today: date) -> bool:
    return child.legal == Legal.SECTION_20 and child.age >= 16


_SIGNATURES: tuple[tuple[_Applies, Requirement], ...] = (
    (
        _always,
        Requirement(
            "signed_team_manager",
            "the team manager’s signature",
            "A manager who answers for the work always signs.",
            "The service’s own scheme",
            signs_as=SignsAs.TEAM_MANAGER,
        ),
    ),
    (
        _was_long,
        Requirement(
            "signed_nominated_officer",
            "the nominated officer’s approval",
            "The child has been looked after for 20 working days or more.",
            f"{_REGULATIONS}, regulation 39(4)",
            _PART_7,
            _FROM_2015,
            is_verified=False,
            signs_as=SignsAs.NOMINATED_OFFICER,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "signed_nominated_officer",
            "the nominated officer’s approval of the placement with parents",
            "The child is in care under an order: the approval and the placement plan come before it takes effect.",
            f"{_REGULATIONS}, regulation 18(1)",
            _PART_4,
            _FROM_2011,
            signs_as=SignsAs.NOMINATED_OFFICER,
        ),
    ),
    (
        _is_sixteen,
        Requirement(
            "signed_director",
            "the approval of the director of children’s services",
            "The young person is 16 or 17 and accommodated under section 20.",
            f"{_REGULATIONS}, regulation 39, as a council’s procedures restate it",
            _DIRECTOR_TOLD,
            _FROM_2015,
            is_verified=False,
            signs_as=SignsAs.DIRECTOR,
        ),
    ),
)
_CONDITIONS: tuple[tuple[_Applies, Requirement], ...] = (
    (
        _always,
        Requirement(
            "reviewer_view",
            "the independent reviewing officer’s view, or why it was not asked for",
            "The reviewing officer is independent, and may see what others do not.",
            f"{_REGULATIONS}, regulation 39",
            _PART_7,
            _FROM_2015,
            is_verified=False,
        ),
    ),
    (
        _always,
        Requirement(
            "review_held",
            "the review of the case that comes before the decision",
            "A review comes first unless that is not practicable.",
            f"{_REGULATIONS}, as a council’s procedures restate them",
            _REVIEW_TOLD,
            is_verified=False,
        ),
    ),
    (
        _is_section_20,
        Requirement(
            "early_review",
            "an early review, where nobody with parental responsibility would house the child",
            "The council would stop accommodating a child whom no parent takes in: the case is reviewed before.",
            f"{_REGULATIONS}, regulation 33",
            _PART_6,
            _FROM_2011,
        ),
    ),
    (
        _is_looked_after,
        Requirement(
            "placement_ended",
            "a review, and notice to those concerned, before the placement ends",
            "A placement ends after a review, with the reviewing officer told; at once only where there is significant "
            "harm.",
            f"{_REGULATIONS}, regulation 14",
            _REG_14,
            _FROM_2011,
        ),
    ),
    (
        _is_not_on_order,
        Requirement(
            "home_suitable",
            "that the home is suitable",
            "Before the council stops looking after a child it assesses where the child will live.",
            f"{_REGULATIONS}, regulation 39",
            _PART_7,
            _FROM_2015,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "home_suitable",
            "that the home, and every member of the household aged 18 or over, was assessed",
            "The child is in care under an order and would be placed with a parent.",
            f"{_REGULATIONS}, regulation 17",
            _PART_4,
            _FROM_2011,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "contact_order",
            "that no contact order under section 34 stands against it",
            "A child is not placed with a parent against such an order.",
            f"{_REGULATIONS}, regulation 16",
            _PART_4,
            _FROM_2011,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "placement_plan",
            "the placement plan",
            "It stands before the placement takes effect.",
            f"{_REGULATIONS}, regulation 18(1)",
            _PART_4,
            _FROM_2011,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "considered",
            "the matters to be considered about parent, home and child",
            "A schedule to the regulations lists them. We could not read it: use the council’s own list.",
            f"{_REGULATIONS}, schedule 3",
            _PART_4,
            _FROM_2011,
            is_verified=False,
        ),
    ),
    (
        _is_on_order,
        Requirement(
            "discharge_planned",
            "why the order stays, when it is to be discharged, and what replaces it",
            "A care order on a child who lives at home is for exceptional cases.",
            "Re JW [2023] EWCA Civ 944",
        ),
    ),
)


def must_sign(child: Circumstances, today: date, panel: str = "") -> tuple[Requirement, ...]:
    """Return whose signatures a decision to send a child home needs; `panel` names the council's, empty where none."""
    found = tuple(one for applies, one in _SIGNATURES if applies(child, today))
    return (*found, _of_panel(panel)) if panel else found


def must_be_there(child: Circumstances, today: date) -> tuple[Requirement, ...]:
    """Return what besides signatures must be there before a child is sent home, with why and by what law."""
    return tuple(one for applies, one in _CONDITIONS if applies(child, today))


def _of_panel(panel: str) -> Requirement:
    return Requirement(
        "signed_panel",
        f"what the {panel} recommends, written by its chair",
        "This council takes a return home to a panel.",
        "The service’s own scheme",
        signs_as=SignsAs.PANEL,
    )
