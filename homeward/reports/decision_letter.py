"""A letter about a decision to the child or to one parent: what was decided, why, and how to challenge it."""

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.reports.chronology_document import in_full
from homeward.reports.decision_told import LetterTold
from homeward.reports.return_home_document import Block, Chapter, Part, Points, Report, Words

_TO_FILL_IN = "[to be filled in before this is sent]"
_NO_RIGHT_GOES = "This letter takes no right away that you have as a parent."
_COURT = "A court has made an order about the child. You can ask a solicitor whether to go back to the court."
_COURT_FOR_CHILD = "A court decided that the council looks after you. A solicitor can tell you what a court can do."


@dataclass(frozen=True)
class Letter(Report):
    """A letter to one person, in larger type. Nothing at its head says anything of the child."""

    subject = "A letter about a decision"
    type_size = "12pt"

    @property
    def cover(self) -> Iterator[tuple[str, str]]:
        """To whom it goes, and of which day."""
        yield "To", self.whose
        yield "Date", in_full(self.as_of)

    @property
    def stamp(self) -> str:
        """What stands at the head of each page."""
        said = "For you alone"
        return f"Invented: no such child exists. {said}" if self.is_invented else said


def letter_of(told: LetterTold) -> Letter:
    """Return the letter to one person as a document."""
    return Letter(
        title="What was decided about you" if told.is_child else f"What was decided about {told.child}",
        whose=told.to,
        born="",
        as_of=told.on,
        prepared_by="",
        facts=(),
        first_words=(told.decided,),
        chapters=tuple(_chapters(told)),
        is_invented=told.is_invented,
    )


def _chapters(told: LetterTold) -> Iterator[Chapter]:
    yield _chapter("Why", (Words(told.reasons),))
    if told.conditions:
        yield _chapter("What goes with it", (Words(told.conditions),))
    yield _chapter("Who decided", (Points(told.deciders),))
    yield _chapter("If you do not agree", tuple(_challenge(told)))


def _challenge(told: LetterTold) -> Iterator[Block]:
    yield Words("You can say so. Nobody may treat you worse because of it. What you say is kept with the decision.")
    who = f"Talk to {told.worker or 'the social worker'}, and ask to see what the decision rests on."
    yield Points((who, *(_contact(name, line) for name, line in told.contacts)))
    if told.is_on_order:
        yield Words(_COURT_FOR_CHILD if told.is_child else _COURT)
    if not told.is_child:
        yield Words(_NO_RIGHT_GOES)


def _contact(name: str, line: str) -> str:
    return f"{name}: {line or _TO_FILL_IN}"


def _chapter(heading: str, blocks: tuple[Block, ...]) -> Chapter:
    return Chapter(heading, (Part("", blocks),))
