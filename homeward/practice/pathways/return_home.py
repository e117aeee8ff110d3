"""The return-home pathway: from the first question whether a child could go home until it holds, with every way out.

One table: the code, the pages, the manual's picture, the council's printed policy and the tests are made from it. Its
order follows what the studies describe (`facts/practice.md` 1.2): gather, chronology, assess and classify, agree what
must change and who helps, review, decide, prepare, move by phases, go on helping. The words are ours.
"""

from dataclasses import replace

from homeward.practice.pathways.steps import Answer, Fact, Need, Pathway, Step, StepKind, When

_STUDIES = "Farmer and Patsios (2016), evaluation of the reunification practice framework, University of Bristol"
_REG_39 = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 39"
_REG_17 = "Care Planning, Placement and Case Review (England) Regulations 2010, regulations 15 to 18"
_OUR = "Homeward’s own: so that somebody else can follow the work"

_CLASSIFIED = Need("classified", "two people’s classifications, and what they agreed on", _STUDIES)
_IS_CLASSIFIED = replace(_CLASSIFIED, lasts=True)
_CHILD_HEARD = Need("child_heard", "what the child wants and feels, in the child’s words", _REG_39, lasts=True)
_SIGNED = Need("decision_signed", "the decision, signed by everybody who must sign it", _OUR)
_STANDS = Need("approval_stands", "an approval that stands: nothing it rests on has changed since", _OUR)
_REVIEWER = Need("reviewer_view", "the independent reviewing officer’s view", _STUDIES)

_APPROVAL_NEEDS = (
    _SIGNED,
    _IS_CLASSIFIED,
    _CHILD_HEARD,
    _REVIEWER,
    Need("warnings_answered", "a written answer to each warning", _STUDIES),
    Need("home_suitable", "that the home, and who lives there, was found suitable", _REG_39),
    Need("support_planned", "the help for child and parents after the return, in the plan", _REG_39),
    Need("review_held", "the review of the case that comes before the decision", _REG_39, is_verified=False),
    Need(
        "nominated_officer", "the nominated officer’s approval", f"{_REG_39}(4)", When.LOOKED_AFTER_LONG, False
    ),
    Need(
        "director",
        "the approval of the director of children’s services",
        _REG_39,
        When.SIXTEEN_UNDER_SECTION_20,
        False,
    ),
    Need(
        "placement_with_parents",
        "the assessment of parents, home and every adult of the household, the placement plan, and its approval",
        _REG_17,
        When.ON_ORDER,
    ),
    Need("discharge_planned", "why the order stays, when it is to be discharged, and what replaces it",
         "Re JW [2023] EWCA Civ 944", When.ON_ORDER),
    Need("siblings_looked_at", "what this return means for sisters and brothers", _STUDIES, When.SIBLINGS),
)  # fmt: skip

_OF_ASSESSMENT = frozenset({"classified", "warnings_answered"})
"""What only an assessment gives. The short route has none: who wants one answers that it needs a closer look."""
_SHORT_APPROVAL_NEEDS = tuple(need for need in _APPROVAL_NEEDS if need.id not in _OF_ASSESSMENT)

_NOT_NOW = Answer("not_now", "Not now", "not_now")
_NOT_SAFE = Answer("not_safe", "Not safe: plan permanence elsewhere", "not_safe")

STEPS = (
    Step(
        "consider",
        "Consider a return home",
        "We ask whether living at home again could be right for you, and say why we ask.",
        StepKind.DECISION,
        "social worker and team manager",
        answers=(
            Answer("yes", "Yes: look into it", "plan_assessment"),
            Answer("short", "Yes, by the short route", "short_look", applies=When.SHORT_STAY),
            _NOT_NOW,
            _NOT_SAFE,
        ),
        within_days=14,
    ),
    Step(
        "short_look",
        "Look at safety and wishes (short route)",
        "You have not been away for long. We look at what has changed, and at whether home is safe.",
        StepKind.WORK,
        "social worker",
        leads_to="decide_short",
        needs=(
            Need("short_reason", "the manager’s reason for the short route", _OUR),
            _CHILD_HEARD,
            Need("safety_looked_at", "what was looked at, at home, on which day", _OUR),
        ),
        within_days=7,
        is_core=False,
    ),
    Step(
        "decide_short",
        "Decide: go home? (short route)",
        "The people whom the law names decide. You get a letter with the reasons, and how to challenge it.",
        StepKind.DECISION,
        "who must approve by legal status",
        answers=(
            Answer("approve", "Approve the return", "prepare", is_guarded=True, applies=When.SHORT_STAY),
            Answer("look_closer", "It needs a closer look: plan the assessment", "plan_assessment"),
            _NOT_NOW,
            _NOT_SAFE,
        ),
        needs=_SHORT_APPROVAL_NEEDS,
        within_days=7,
        is_core=False,
    ),
    Step(
        "plan_assessment",
        "Plan the assessment",
        "We agree who does what by when, and who reads the whole file.",
        StepKind.WORK,
        "team manager",
        leads_to="chronology",
        needs=(
            Need("reader_named", "who reads the file for the chronology; if the child’s own worker, why", _STUDIES),
            Need(
                "specialist_asked",
                "the domestic abuse specialist’s view, before any joint meeting",
                _STUDIES,
                When.ABUSE,
            ),
        ),
        within_days=7,
    ),
    Step(
        "chronology",
        "Write the chronology",
        "Somebody who does not know you yet reads everything, so that nothing important is forgotten.",
        StepKind.WORK,
        "a second worker without a relationship to the family",
        leads_to="assessment",
        needs=(Need("file_read", "the file read to its end", _STUDIES),),
        within_days=28,
    ),
    Step(
        "assessment",
        "Assess",
        "We look, together with you, at what was dangerous, what protects, and what has changed.",
        StepKind.WORK,
        "social worker",
        leads_to="first_classification",
        needs=(
            Need("factors_rated", "a rating, with its evidence or “not known”, of every core factor", _STUDIES),
            Need("change_assessed", "each parent’s capacity to change", _STUDIES),
            _CHILD_HEARD,
            Need("apart", "an assessment of each parent apart from the other", _STUDIES, When.ABUSE),
        ),
        within_days=42,
    ),
    Step(
        "first_classification",
        "Classify the risk, first time",
        "Two people say, each alone at first, how safe a return would be, and why.",
        StepKind.WORK,
        "two people, apart",
        leads_to="decide_work_towards",
        needs=(_CLASSIFIED,),
        within_days=7,
    ),
    Step(
        "decide_work_towards",
        "Decide: work towards a return?",
        "We decide whether to work towards a return, and tell you the reasons in writing.",
        StepKind.DECISION,
        "team manager",
        answers=(
            Answer("yes", "Work towards a return", "agreement", is_guarded=True),
            _NOT_NOW,
            _NOT_SAFE,
        ),
        needs=(_IS_CLASSIFIED, _CHILD_HEARD),
        within_days=7,
    ),
    Step(
        "agreement",
        "Agree what changes, and who helps",
        "You and we write down what is to change, how anybody would see it, and what help we give.",
        StepKind.WORK,
        "social worker with parents, child and services",
        leads_to="review_of_change",
        needs=(Need("agreed", "a written agreement with goals, help and days", _STUDIES),),
        within_days=14,
    ),
    Step(
        "review_of_change",
        "Review what has changed",
        "We look together at each goal: met, partly, not, or nobody can tell; and at whether we gave the help.",
        StepKind.WORK,
        "social worker with parents and services",
        leads_to="second_classification",
        needs=(Need("goals_reviewed", "a review of every goal and every promise of help", _STUDIES),),
        within_days=84,
    ),
    Step(
        "second_classification",
        "Classify the risk, second time",
        "The two people look again at how safe a return would be.",
        StepKind.WORK,
        "two people, apart",
        leads_to="decide_approve",
        needs=(_CLASSIFIED,),
        within_days=7,
    ),
    Step(
        "decide_approve",
        "Decide: go home?",
        "The people whom the law names decide. You get a letter with the reasons, and how to challenge it.",
        StepKind.DECISION,
        "who must approve by legal status",
        answers=(
            Answer("approve", "Approve the return", "prepare", is_guarded=True),
            Answer("more_time", "More time: agree and review again", "agreement"),
            _NOT_NOW,
            _NOT_SAFE,
        ),
        needs=_APPROVAL_NEEDS,
        within_days=14,
    ),
    Step(
        "prepare",
        "Prepare, and move by phases",
        "Days, then nights, then a trial at home: each begins when the one before has gone well.",
        StepKind.WORK,
        "social worker, carer, parents and child",
        leads_to="home",
        needs=(_STANDS, Need("phases_held", "that each phase of the move held", _STUDIES)),
        within_days=56,
    ),
    Step(
        "home",
        "Home: the first weeks",
        "You live at home. We come often in the first month, because that is when it is hardest.",
        StepKind.WORK,
        "social worker",
        leads_to="third_classification",
        needs=(Need("seen_at_home", "the child seen at home, alone where possible", _STUDIES),),
        within_days=30,
    ),
    Step(
        "third_classification",
        "Classify the risk, third time",
        "The two people look at how safe it is now that you live there.",
        StepKind.WORK,
        "two people, apart",
        leads_to="support",
        needs=(_CLASSIFIED,),
        within_days=14,
    ),
    Step(
        "support",
        "Support and monitor",
        "Help goes on for six to twelve months. Everybody knows whom to ring when it gets hard.",
        StepKind.DECISION,
        "social worker, school, services",
        answers=(
            Answer("lasted", "It has held: end the support step by step", "outcome", is_guarded=True),
            Answer("go_on", "Go on", "support"),
            Answer("broke_down", "It has broken down", "broken_down"),
        ),
        needs=(
            Need("six_months", "at least six months of support at home", _STUDIES),
            Need("goals_reviewed", "a review of every goal and every promise of help", _STUDIES),
        ),
        within_days=183,
    ),
    Step(
        "safety_today",
        "Unplanned return: safety today",
        "You are at home already. We come today, see you alone, and ask what you need.",
        StepKind.DECISION,
        "social worker or emergency duty",
        answers=(
            Answer("safe", "Safe enough with help: assess and plan", "assess_at_home"),
            Answer("enquire", "Significant harm is suspected: section 47 enquiry", "enquiry"),
            Answer("back", "The child comes back into care", "broken_down"),
        ),
        within_days=1,
    ),
    Step(
        "enquiry",
        "Enquire under section 47",
        "We find out with others whether you are in danger, and what must happen.",
        StepKind.DECISION,
        "social worker with police and health",
        answers=(
            Answer("stays", "The child stays at home with a plan", "assess_at_home"),
            Answer("back", "The child comes back into care", "broken_down"),
        ),
        within_days=15,
    ),
    Step(
        "assess_at_home",
        "Assess and plan while the child is at home",
        "We look at what is good and what is hard at home, and agree what help comes.",
        StepKind.WORK,
        "social worker with parents and child",
        leads_to="third_classification",
        needs=(
            Need("seen_at_home", "the child seen at home, alone where possible", _STUDIES),
            Need("support_planned", "the help for child and parents after the return, in the plan", _REG_39),
        ),
        within_days=10,
    ),
    Step(
        "not_now",
        "Not now",
        "A return is not right at present. We say what would have to change, and when we ask again.",
        StepKind.DECISION,
        "social worker and team manager",
        answers=(
            Answer("again", "Consider it again", "consider"),
            Answer("elsewhere", "Plan permanence elsewhere", "not_safe"),
        ),
        within_days=91,
    ),
    Step(
        "not_safe",
        "Not safe: permanence elsewhere",
        "Home is not safe. We plan without delay where you will grow up, and how you see your family.",
        StepKind.WORK,
        "social worker and team manager",
        leads_to="elsewhere",
        needs=(Need("permanence_planned", "where the child will grow up, and what is done next for it", _STUDIES),),
        within_days=28,
    ),
    Step(
        "elsewhere",
        "Permanence elsewhere is planned",
        "It is planned where you will grow up. The work for that home goes on, and you keep your family.",
        StepKind.ENDING,
    ),
    Step(
        "stopped",
        "Stopped",
        "The work towards a return has stopped, for a reason that is written down.",
        StepKind.ENDING,
    ),
    Step(
        "broken_down",
        "Broken down: learn from it",
        "Living at home did not hold. It is not your fault. We look at what we did and did not do.",
        StepKind.WORK,
        "team manager with all who were there",
        leads_to="learnt",
        needs=(Need("learning_review", "a review of what was done, what help came, and what is learnt", _STUDIES),),
        within_days=42,
    ),
    Step(
        "learnt",
        "Broken down, and learnt from",
        "What was learnt is written down, and goes into the next plan.",
        StepKind.ENDING,
    ),
    Step(
        "outcome",
        "It has held",
        "You have lived at home for long enough that the help can end. The door stays open.",
        StepKind.ENDING,
    ),
)

FACTS = (
    Fact(
        "removed",
        "A parent took the child home",
        "A parent with parental responsibility may remove a child accommodated under section 20 at any time.",
        "safety_today",
    ),
    Fact("walked", "The child went home without it being planned", "The young person is at home.", "safety_today"),
    Fact("ordered", "A court ordered the return", "The court decides; the work goes on from there.", "assess_at_home"),
    Fact("went_home", "The child went home as planned", "The child lives at home.", "home"),
    Fact("came_back", "The child came back into care", "A new period of care began.", "broken_down"),
    Fact("grew_up", "The young person turned 18", "The pathway ends with childhood.", "stopped"),
    Fact("moved_elsewhere", "Another permanent home was found", "A return is no longer the plan.", "stopped"),
    Fact("died", "The child died", "The work towards a return has ended.", "stopped"),
)

RETURN_HOME = Pathway("return_home", "Return-home pathway", "consider", STEPS, FACTS)
