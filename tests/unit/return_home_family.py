"""An invented child's assessment with everything in it that a report must tell: for tests of the report on paper."""

from datetime import date

from homeward.practice.assessment import (
    Assessment,
    HelpOffered,
    Offered,
    Parent,
    Said,
    SaidBy,
    Shown,
    Viewed,
    WarningToAnswer,
    weigh,
)
from homeward.practice.chronology.event import Category, ChronologyEvent, Knowledge, Reach
from homeward.practice.chronology.when import When
from homeward.practice.classification import Change, Found, Level, Protection, Rating, Risks, Wish, propose
from homeward.practice.instruments.shelf import instrument
from homeward.reports.return_home_assessment import AssessmentTold, Judged, Step

ON = date(2026, 11, 2)
MO, FIN = Parent("p-mo", "Mo Invented"), Parent("p-fin", "Fin Invented")
SECRET_OF_MO = "Mo told the specialist where she hides the key."


def event(key: str, on: date, what: str, **words: object) -> ChronologyEvent:
    """Return an event that a carer told."""
    return ChronologyEvent(key, When(on), Category.HARM, what, Knowledge.CARER, "Flo’s log", by="Sam Okafor", **words)


EVENTS = (
    event("e1", date(2024, 3, 4), "Ana was found alone at home at night."),
    event("e2", date(2025, 1, 9), "Mo began treatment at the clinic."),
    event("e3", date(2025, 6, 1), "Nothing that the report rests on."),
    event("e4", date(2026, 5, 5), "A neighbour saw Fin at the door, shouting.", reach=Reach.RESTRICTED),
    event("e5", date(2026, 9, 1), "Ana slept well after family time."),
)


def said(rating: Rating, words: str, *evidence: str, by: SaidBy = SaidBy.ASSESSOR, key: str = "s") -> Said:
    """Return one account."""
    return Said(rating, by, words, evidence, ON, "Sam Okafor", key)


def shown(parent: Parent, change: Change, *evidence: str, **words: object) -> Shown:
    """Return what a parent has shown."""
    told = {
        "must_change": "Stay sober, and be home at night.",
        "motivation": "Wants to be asked by Ana, not by us.",
        "in_two_minds": "Fears the first weeks.",
        "offered": "Treatment, and a family support worker twice a week.",
        "done": "Kept nine of ten appointments.",
        "lasted_since": None,
        "seen_apart": True,
    }
    return Shown(
        parent.name, **told | words, change=change, evidence=evidence, on=ON, by="Sam Okafor",
        key=f"shown-{parent.id}", parent_id=parent.id,
    )  # fmt: skip


SAID = {
    ("maltreated_before", ""): (said(Rating.PRESENT, "Found alone twice.", "e1"),),
    ("behaviour", ""): (
        said(Rating.PRESENT, "She lies awake.", "e1", by=SaidBy.CARER, key="s1"),
        said(Rating.ABSENT, "She is calm in class.", "e5", by=SaidBy.SCHOOL, key="s2"),
    ),
    ("family_time_goes_well", ""): (said(Rating.PRESENT, "She slept well afterwards.", "e5"),),
    ("domestic_abuse", ""): (said(Rating.NOT_KNOWN, "Nobody has asked each adult alone."),),
    ("people_round_the_family", ""): (said(Rating.PRESENT, "Her aunt comes on Sundays.", "e5", "gone"),),
    ("substance_misuse", MO.id): (said(Rating.PRESENT, SECRET_OF_MO, "e2"),),
    ("substance_misuse", FIN.id): (said(Rating.ABSENT, "He never drank.", "e4"),),
}
CHANGES = (
    shown(MO, Change.SUSTAINED, "e2", lasted_since=date(2026, 3, 1)),
    shown(FIN, Change.NOT_KNOWN, offered="", done="", in_two_minds="", seen_apart=False),
)
VIEWS = (
    Viewed(
        SaidBy.CHILD,
        "Ana",
        Wish.AMBIVALENT,
        "I want Mum, not the shouting.",
        ON,
        "asked alone, on a walk",
        "v1",
        evidence=("e5",),
    ),
    Viewed(
        SaidBy.PARENT,
        MO.name,
        Wish.ALL_WANT,
        "I am ready.",
        ON,
        "at the clinic",
        "v2",
        parent_id=MO.id,
        evidence=("e2",),
    ),
    Viewed(SaidBy.CARER, "Flo Carter", None, "She packs and unpacks her bag.", ON, "by telephone", "v3"),
)
HELP = (
    HelpOffered("Ana", Offered.YES, Offered.NOT_NEEDED, Offered.NO, "An advocate came twice."),
    HelpOffered(MO.name, Offered.NO, Offered.NOT_NEEDED, Offered.NOT_NEEDED, "Asked for one.", person_id=MO.id),
)
WARNINGS = (
    WarningToAnswer("untreated_misuse", "Alcohol or drugs", "In treatment, and is it helping?",
                    ("parental_substance_misuse",), "Tests are clear since March.", "Sam Okafor", ON, MO.name, MO.id),
    WarningToAnswer("neglect", "Harmed for long", "What would be different?", ("chronic_neglect_or_emotional_abuse",)),
)  # fmt: skip
MEDIUM = Found(Risks.PARTLY, Protection.SOME, Change.SHOWN, Wish.ALL_WANT)
OPEN = Found(Risks.NOT_KNOWN, Protection.SOME, Change.SHOWN, Wish.AMBIVALENT)
STEPS = (
    Step(
        "Classify the risk, first time",
        (
            Judged("Sam Okafor", ON, Level.MEDIUM, "Mo has held since March.", propose(MEDIUM)),
            Judged("Priya Nair", ON, None, "Fin was not asked.", propose(OPEN)),
        ),
        words="Priya waits for what Fin says.",
        agreed_by="Priya Nair",
        agreed_on=ON,
    ),
    Step("Classify the risk, second time", waits=True),
)


def assessment(**words: object) -> Assessment:
    """Return the whole assessment, with whatever is told otherwise."""
    parents = (MO, FIN)
    weighed = weigh(instrument("return_home").factors, parents, SAID, CHANGES, VIEWS)
    return Assessment(**{
        "weighed": weighed, "shown": CHANGES, "viewed": VIEWS, "helped": HELP, "warnings": WARNINGS, "parents": parents,
    } | words)  # fmt: skip


def told(**words: object) -> AssessmentTold:
    """Return what a report is made from, with whatever is told otherwise."""
    return AssessmentTold(**{
        "whose": "Ana Invented", "born": "3 May 2014", "as_of": date(2026, 11, 20), "prepared_by": "Sam Okafor",
        "began_on": date(2026, 9, 7), "because": "Ana asked her carer whether she could go home.",
        "stands_at": "Decide: work towards a return? Since 9 November 2026.", "assessment": assessment(),
        "events": EVENTS, "steps": STEPS, "is_apart": True, "is_invented": True,
    } | words)  # fmt: skip
