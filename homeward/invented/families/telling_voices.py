"""Tells what children and parents said, in their own words, and what was done about it, or that nothing was."""

from datetime import date, timedelta

from homeward.invented.families.careers import CareChild
from homeward.invented.families.cases import Case
from homeward.invented.families.named import InventedPerson
from homeward.invented.families.story_happenings import VoiceAnswered, VoiceWritten
from homeward.invented.families.story_scene import Cast, cast_of, fitting, has_needed, is_about
from homeward.invented.families.story_teller import Teller
from homeward.invented.families.story_words import Line, read_lines
from homeward.invented.families.telling_stories import WELL_KNOWN

VOICES = read_lines("voices", "voice")
_MOST_SAID = 3
_HEARD = 0.5
_HEARD_LATELY = 0.7
_LATELY_DAYS = (3, 80)
_LONG_AGO_DAYS = (130, 330)
_ANSWERED = 0.7
_ANSWERED_WITHIN_DAYS = (1, 24)
_TOLD = 0.75


def write_voices(case: Case, teller: Teller) -> None:
    """Write down what the children of a family and their parents said: half of the children are heard, others not."""
    for child in case.children:
        is_well_known = case.story in WELL_KNOWN
        if child.is_open and (is_well_known or teller.draws.chance(_HEARD)):
            _Voices(case, teller, child).write(2 if is_well_known else teller.draws.between(1, 2))


class _Voices:
    """Writes down what is said in one child's record."""

    def __init__(self, case: Case, teller: Teller, child: CareChild) -> None:
        self.case, self.teller, self.draws, self.child = case, teller, teller.draws, child
        self._days: set[date] = set()

    def write(self, times: int) -> None:
        """Write what was said a number of times: first the child, where one line fits, then whoever has more to say."""
        second = self.draws.weighted({"mother": 45, "father": 28, "kin": 12, "child": 15})
        for who in ("child", "mother" if self.case.story in WELL_KNOWN else second)[:times]:
            self._write_voice(who)

    def _write_voice(self, who: str) -> None:
        day = self._day()
        if day is None:
            return
        cast = cast_of(self.case, [self.child], day)
        theirs = (line for line in VOICES if line.who == who and is_about(self.case, line))
        for line in self.teller.in_turn(theirs, _MOST_SAID):
            if fitting(self.case, line, [self.child], day) and has_needed(self.case, line, cast, day):
                speaker = self._speaker(who, cast)
                if speaker is not None and self._put(line, speaker, day, cast):
                    self.teller.tell(line)
                    return

    def _day(self) -> date | None:
        """Return a day on which nothing else was said, lately or months ago; None where the child came later."""
        lately = self.draws.chance(_HEARD_LATELY)
        ago = self.draws.between(*(_LATELY_DAYS if lately else _LONG_AGO_DAYS))
        day = self.case.as_of - timedelta(days=ago)
        while day in self._days:
            day -= timedelta(days=1)
        self._days.add(day)
        is_known = day >= max(self.child.came_on, self.case.record_on[self.child.local_id], self.case.turns[0].since)
        return day if is_known else None

    def _speaker(self, who: str, cast: Cast) -> InventedPerson | None:
        """Return who speaks; None where nobody is known, or they have died."""
        family = self.case.family
        people = {
            "child": family.children[self.child.local_id],
            "mother": family.mother,
            "father": family.fathers.get(self.child.local_id),
            "kin": family.kin_carer,
        }
        return people[who] if who in cast.names else None

    def _put(self, line: Line, speaker: InventedPerson, day: date, cast: Cast) -> bool:
        """Write what somebody said and, mostly, what was done about it; False where it was said before."""
        child, words = self.child.local_id, self.teller.say(line.what, cast.names, self.case.key)
        if not words:
            return False
        what = VoiceWritten(child, speaker.key, day, self._how(line, speaker), words)
        voice = self.case.ledger.write(what, on=day, by=self.case.worker_on(day))
        answered_on = day + timedelta(days=self.draws.between(*_ANSWERED_WITHIN_DAYS))
        is_answered = answered_on <= self.case.as_of and self.draws.chance(_ANSWERED)
        if is_answered and (done := self.teller.say(line.answer, cast.names, self.case.key)):
            answer = VoiceAnswered(child, voice, answered_on, done, was_told=self.draws.chance(_TOLD))
            self.case.ledger.write(answer, on=answered_on, by=self.case.worker_on(answered_on))
        return True

    def _how(self, line: Line, speaker: InventedPerson) -> str:
        """Return how they were asked: by way of an interpreter those who need one, unless they wrote or played."""
        how = self.draws.one_of(line.how)
        return "interpreter" if speaker.needs_interpreter and how not in ("written", "activity") else how
