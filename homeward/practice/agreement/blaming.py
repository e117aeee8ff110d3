"""Looks for goals that make somebody who was abused answer for what the abuser does, and says why to ask.

It looks for ways of speaking, and cannot understand: it asks, and never refuses. Who wrote the goal decides.
"""

import re
from collections.abc import Iterable

WHY = (
    "Ofsted (2018) found that written agreements which make somebody answer for the behaviour of the person who abused "
    "them blame the victim, and are not safe. What the abuser does is for the abuser’s own agreement, for the police "
    "and for the courts."
)
ASKS = "Does this goal make a parent answer for what somebody else does?"

_OTHERS = (
    r"(?:him|her|he|she|they|them|(?:the|his|her|their|my|your)?\s*(?:ex-?\s*)?"
    r"(?:partner|husband|wife|boyfriend|girlfriend|father|mother|dad|mum|mam|step-?(?:father|mother|dad|mum)|"
    r"abuser|perpetrator|ex)|anyone violent|violent (?:people|men|partners?))"
)
_NOT = r"(?:not|n[’']t|never|no longer|stops?|refuses? to|without)"
_AWAY = r"(?:away|out|off|from|at bay|under control|calm)"
_HARM = r"(?:anger|temper|violence|behaviou?r|drinking|actions?|abuse|visits?)"
_LEAVE = (
    r"(?:to\s+)?(?:leaves?|go(?:es)?|stays? away|keeps? away|moves? out|stops?|does(?: not|n[’']t)|do(?: not|n[’']t)|"
    r"will(?: not)?|won[’']t|not|never|attends?|takes?|gets?|behaves?|is not|isn[’']t)"
)


def _patterns(others: str) -> Iterable[str]:
    """Return the ways of speaking, with who the others are."""
    kids = r"(?:(?:the|her|his|your)\s+)?\w+"
    yield rf"{_NOT}\s+(?:\w+\s+)?{_forms('let', 'allow', 'permit', 'invite', 'have')}\s+{others}\b"
    yield rf"{_forms('keep')}\s+{others}\s+(?:\w+\s+)?{_AWAY}\b"
    yield rf"{_forms('keep')}\s+{kids}\s+(?:safe|away)\s+from\s+{others}\b"
    yield rf"{_forms('protect')}\s+(?:\w+\s+){{0,3}}from\s+(?:{others}\b|(?:his|her|their)\s+(?:\w+\s+)?{_HARM})"
    yield rf"{_forms('make', 'get', 'tell', 'ask', 'persuade')}\s+{others}\s+{_LEAVE}\b"
    yield rf"(?:{_forms('ensure', 'guarantee')}|{_forms('make')}\s+sure|sees? to it)\s+(?:that\s+)?{others}\b"
    yield rf"{_forms('stop', 'prevent', 'report', 'leave')}\s+{others}\b"
    yield rf"{_forms('call', 'ring', 'phone')}\s+(?:the\s+)?police\s+(?:\w+\s+){{0,4}}{others}\b"
    yield rf"(?:separate|split|break)s?\s+(?:up\s+)?(?:from|with)\s+{others}\b"
    yield rf"{_forms('end', 'resume', 'restart')}\s+(?:the|her|his|your|their|this)\s+relationship\b"
    yield rf"{_forms('get', 'go')}\s+back\s+(?:together|to\s+{others}|with\s+{others})\b"
    yield rf"(?:manage|control|answer|responsible)s?\s+(?:for\s+)?{others}(?:[’']s)?\s+(?:\w+\s+)?{_HARM}\b"


def _forms(*verbs: str) -> str:
    """Return a verb as it may stand in a goal: let, lets, letting; make, makes, making."""
    every = (f"{one}|{one}s|{one}{one[-1]}ing|{one}ing|{one.removesuffix('e')}ing" for one in verbs)
    return f"(?:{'|'.join(every)})"


def answers_for_another(words: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the places in a text at which one parent may be made to answer for another's behaviour, each once.

    `names` are what other adults are called in the record; they are looked for beside words such as "him".
    """
    called = [re.escape(part) for name in names for part in (name, name.split()[0] if name.split() else "") if part]
    others = f"(?:{'|'.join([_OTHERS, *called])})" if called else _OTHERS
    text = " ".join(words.split())
    found = (match.group(0) for one in _patterns(others) for match in re.finditer(rf"\b{one}", _spread(text), re.I))
    return tuple(dict.fromkeys(_tidy(one) for one in found))


def _spread(text: str) -> str:
    """Return a text in which "doesn’t" stands as "does not", so that one way of looking finds both."""
    return re.sub(r"\b(\w+)n[’']t\b", r"\1 not", text, flags=re.I)


def _tidy(found: str) -> str:
    return " ".join(found.split())
