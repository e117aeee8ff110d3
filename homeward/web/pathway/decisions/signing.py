"""Says in which roles somebody may sign a decision for a child today, and why not, where they may not."""

from homeward.practice.decisions.decision import why_not_sign
from homeward.practice.decisions.requirements import SIGNS_AS_WORDS, SignsAs
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.pathway.decisions.queries import Decided
from homeward.web.people.models import Child
from homeward.web.people.relations import Relation, relations_of, roles_today

_ANSWERS = frozenset({Relation.OVERSEES, Relation.ASKED})
_SIGNERS: dict[SignsAs, tuple[Role, frozenset[Relation]]] = {
    SignsAs.TEAM_MANAGER: (Role.TEAM_MANAGER, frozenset({Relation.SUPERVISES})),
    SignsAs.NOMINATED_OFFICER: (Role.NOMINATED_OFFICER, _ANSWERS),
    SignsAs.DIRECTOR: (Role.DIRECTOR, _ANSWERS),
    SignsAs.PANEL: (Role.HEAD_OF_SERVICE, _ANSWERS),
}
"""Which role somebody holds who signs as something, and what ties them to the child. Heads of service chair panels."""


def may_sign_as(user: User, child: Child) -> frozenset[SignsAs]:
    """Return as what somebody could sign a decision for a child today by role and tie, whatever they wrote."""
    roles, relations = roles_today(user), relations_of(user, child)
    return frozenset(one for one, (role, ties) in _SIGNERS.items() if role in roles and relations & ties)


def open_to_sign(user: User, child: Child, one: Decided) -> tuple[SignsAs, ...]:
    """Return as what somebody can sign a decision now."""
    return tuple(each for each in SignsAs if each in may_sign_as(user, child) and not why_not(user, child, one, each))


def why_not(user: User, child: Child, one: Decided, signs_as: SignsAs) -> str:
    """Return in one sentence why somebody cannot sign a decision as something; empty where they can."""
    if refused := why_not_sign(one.decision, one.now, one.required, signs_as, str(user.pk)):
        return refused
    if signs_as not in may_sign_as(user, child):
        return f"You do not sign as {SIGNS_AS_WORDS[signs_as]} for this child."
    if not one.is_current:
        return "The way has gone on past this proposal."
    if one.is_return and one.view is None:
        return "The reviewing officer’s view comes first, or why it was not asked for."
    return ""
