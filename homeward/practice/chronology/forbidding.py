"""Says of one recipient which names, addresses and numbers of others may not stand in their copy."""

from collections.abc import Iterable, Iterator

from homeward.practice.chronology.finding import Forbidden
from homeward.practice.chronology.folded import squeezed, words_in
from homeward.practice.chronology.numbers import Allowed
from homeward.practice.chronology.spelling import (
    Spelling,
    address_spellings,
    alone,
    digits_of,
    email_spelling,
    in_full,
    phone_spellings,
    postcode_spelling,
    postcodes_in,
    shortened,
    spelled,
)
from homeward.practice.chronology.withholding import Identity, Kept, OthersData, Reason, Recipient, RecipientKind

FAMILY_KINDS = frozenset(
    {RecipientKind.MOTHER, RecipientKind.FATHER, RecipientKind.RELATIVE, RecipientKind.FOSTER_CARER}
)
_NAMES_FREE = frozenset({RecipientKind.AGENCY, RecipientKind.COURT})
"""Who may read the names: the court all, an agency those in what was written for agencies."""
_SHORTEST_POSTCODE = 5


def forbidden_to(recipient: Recipient, others: OthersData) -> Forbidden:
    """Return what may not stand in the copy of a recipient."""
    if recipient.kind == RecipientKind.COURT and not others.secretive:
        return Forbidden(())
    withheld = {} if recipient.kind in _NAMES_FREE else dict(_names_withheld(recipient, others))
    borne = _free_names(recipient, others)
    names = [(spelled(words), reason) for words, reason in withheld.items() if words not in borne]
    spellings = [*names, *_institutions(recipient, others), *_where_and_how(recipient, others)]
    free = [words for words in _free_in_full(recipient, others) if words in borne or words not in withheld]
    return Forbidden(
        spellings=tuple(dict.fromkeys(spellings)),
        free=tuple(spelled(words, is_close=True) for words in free),
        ambiguous=tuple(spelled(words) for words in withheld if words in borne),
        allowed=_allowed(recipient, others),
    )


def _names_withheld(recipient: Recipient, others: OthersData) -> Iterator[tuple[tuple[str, ...], Reason]]:
    """Yield every way to write the names of those of whom the recipient may not be told."""
    for one in others.people:
        if one.person in recipient.siblings or _is_named_freely(one, recipient, others):
            continue
        is_carer = one.person in others.carers
        for name in one.names:
            for words in (*alone(name), *in_full(name), *shortened(name, one.sex)):
                yield words, Reason.CARER if is_carer else Reason.OTHER_ADULT


def _is_named_freely(one: Identity, recipient: Recipient, others: OthersData) -> bool:
    """Tell whether somebody works with the child, and their name gives nothing away that is to be kept."""
    tells = recipient.secrets & {Kept.SCHOOL, Kept.LIVES, Kept.CARER}
    return one.person in others.professionals and not tells


def _free(recipient: Recipient, others: OthersData) -> Iterator[Identity]:
    """Yield those whose names the recipient may read: their own, the child's, and sisters' and brothers' of theirs."""
    yield recipient.own
    yield others.child
    yield from (one for one in others.people if one.person in recipient.siblings)


def _free_names(recipient: Recipient, others: OthersData) -> set[tuple[str, ...]]:
    names = [name for one in _free(recipient, others) for name in one.names]
    return {words for name in names for words in (*alone(name), *in_full(name))}


def _free_in_full(recipient: Recipient, others: OthersData) -> set[tuple[str, ...]]:
    """Return the full names that are free, with those of workers: a first name in one of them is nobody else's."""
    names = [name for one in _free(recipient, others) for name in one.names]
    names += [name for one in others.people if _is_named_freely(one, recipient, others) for name in one.names]
    free = {words for name in names for words in in_full(name)}
    return free | {words for worker in others.workers if len(words := words_in(worker)) > 1}


def _institutions(recipient: Recipient, others: OthersData) -> Iterator[tuple[Spelling, Reason]]:
    """Yield the names of schools and of agencies that find homes, where they are to be kept from the recipient."""
    if Kept.SCHOOL in recipient.secrets:
        yield from ((spelled(words_in(name)), Reason.SCHOOL) for name in others.schools if words_in(name))
    if recipient.secrets & {Kept.LIVES, Kept.CARER}:
        yield from ((spelled(words_in(name)), Reason.CARER) for name in others.homes if words_in(name))


def _where_and_how(recipient: Recipient, others: OthersData) -> Iterator[tuple[Spelling, Reason]]:
    """Yield every address, postcode, phone number and e-mail address but the recipient's own."""
    allowed, addresses = _allowed(recipient, others), _own_addresses(recipient, others)
    own = {way.squeezed for address in addresses for way in address_spellings(address)}
    for one, reason in _whereabouts(recipient, others):
        ways = (way for address in one.addresses for way in address_spellings(address))
        yield from ((way, reason) for way in ways if way.squeezed not in own)
        codes = {*map(_key, one.postcodes), *(code for each in one.addresses for code in postcodes_in(each))}
        codes = {code for code in codes if len(code) >= _SHORTEST_POSTCODE}
        yield from ((postcode_spelling(code), reason) for code in sorted(codes - allowed.postcodes))
        yield from ((way, Reason.REACHED) for way in _reached(one, allowed))


def _reached(one: Identity, allowed: Allowed) -> Iterator[Spelling]:
    """Yield how somebody's phone numbers and e-mail addresses are written, but for those that are allowed."""
    for phone in one.phones:
        if digits_of(phone) not in allowed.phones:
            yield from phone_spellings(phone)
    yield from (email_spelling(email) for email in one.emails if _key(email) and _key(email) not in allowed.emails)


def _whereabouts(recipient: Recipient, others: OthersData) -> Iterator[tuple[Identity, Reason]]:
    """Yield those whose whereabouts may not be read; in the court's copy, those from whom nothing is kept."""
    if recipient.kind == RecipientKind.COURT:
        kept = [one for one in others.people if one.person not in others.secretive]
    else:
        kept = list(others.people)
    if recipient.kind != RecipientKind.CHILD:
        yield from ((one, Reason.LIVES) for one in (others.child, *others.placements))
    yield from ((one, Reason.LIVES if one.person in others.carers else Reason.ADDRESS) for one in kept)


def _own_addresses(recipient: Recipient, others: OthersData) -> tuple[str, ...]:
    """Return the addresses that the recipient may read."""
    return tuple(address for one in _own(recipient, others) for address in one.addresses)


def _own(recipient: Recipient, others: OthersData) -> Iterable[Identity]:
    """Return those whose addresses and numbers the recipient may read.

    Their own; a child's also where the child lived. In the court's copy, of those from whom something is kept. Where
    the child lives is no longer the recipient's own once it is to be kept from them.
    """
    if recipient.kind == RecipientKind.COURT:
        return [one for one in others.people if one.person in others.secretive]
    if recipient.kind == RecipientKind.CHILD:
        return [others.child, *others.placements]
    if Kept.LIVES in recipient.secrets:
        return [_without_whereabouts_of(recipient.own, (others.child, *others.placements))]
    return [recipient.own]


def _without_whereabouts_of(own: Identity, hidden: Iterable[Identity]) -> Identity:
    """Return somebody without the addresses, postcodes and numbers that are also those of others."""
    rest = tuple(hidden)
    taken = {_key(value) for one in rest for value in (*one.addresses, *one.postcodes, *one.phones)}
    return Identity(
        own.person,
        own.names,
        addresses=tuple(value for value in own.addresses if _key(value) not in taken),
        postcodes=tuple(value for value in own.postcodes if _key(value) not in taken),
        phones=tuple(value for value in own.phones if _key(value) not in taken),
        emails=own.emails,
        sex=own.sex,
    )


def _allowed(recipient: Recipient, others: OthersData) -> Allowed:
    own = tuple(_own(recipient, others))
    return Allowed(
        phones=frozenset(digits_of(phone) for one in own for phone in one.phones),
        postcodes=frozenset(
            {_key(code) for one in own for code in one.postcodes}
            | {code for one in own for address in one.addresses for code in postcodes_in(address)}
        ),
        emails=frozenset(_key(email) for one in own for email in one.emails),
        addresses=frozenset(_key(address) for one in own for address in one.addresses),
    )


def _key(value: str) -> str:
    return squeezed("".join(words_in(value)))
