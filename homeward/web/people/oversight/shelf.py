"""The patterns that an auditor is shown, in the order in which they are shown."""

from collections.abc import Mapping
from types import MappingProxyType

from homeward.web.people.oversight import patterns
from homeward.web.people.oversight.kindred import own_kind
from homeward.web.people.oversight.patterns import MANY_QUESTIONS, MANY_RECORDS, Pattern

_ALL = (
    Pattern(
        "broken-glass",
        "Broken glass",
        "Somebody opened a record that nothing else opened to them. Each needs a review.",
        patterns.broken_glass,
    ),
    Pattern(
        "no-relation",
        "Asked for records that nothing ties them to",
        "The record stayed shut. One wrong click is nothing; the same record again and again, or many, is a question.",
        patterns.no_relation,
    ),
    Pattern(
        "own-family",
        "The same name or postcode as the family’s",
        "Somebody looked at the record of a child whose family bears their family name, or lives at the postcode that "
        "they gave under Your account. Many people share a name: it is a reason to ask whether they know the family. "
        "Whoever gave no postcode is compared by name only.",
        own_kind,
    ),
    Pattern(
        "out-of-hours",
        "Out of hours",
        "Records looked at before 7:00, from 20:00, at a weekend or on a bank holiday in England, by somebody who was "
        "not on emergency duty that day.",
        patterns.out_of_hours,
    ),
    Pattern(
        "sleeping-account",
        "Sleeping accounts and leavers",
        "An account that had been silent for 90 days did something, or its owner had left; and accounts that have been "
        "silent for 90 days and are open still. A stranger may be using them.",
        patterns.asleep,
    ),
    Pattern(
        "many-records",
        "Many records in one hour",
        f"{MANY_RECORDS} different children’s records or more in one hour of the clock: more than work needs.",
        patterns.many_records,
    ),
    Pattern(
        "many-questions",
        "Many questions who is known",
        f"“Is this child known?” asked {MANY_QUESTIONS} times or more in one hour of the clock.",
        patterns.many_questions,
    ),
)
PATTERNS: Mapping[str, Pattern] = MappingProxyType({pattern.id: pattern for pattern in _ALL})
