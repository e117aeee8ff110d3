"""Puts what an audit row says into words: which page, what was done, and by what right."""

from collections.abc import Iterable

from homeward.web.accounts.roles import Role
from homeward.web.people.relations import Relation

ACTIONS = {
    "page_read": "Looked",
    "page_refused": "Was refused",
    "known_asked": "Asked who is known",
    "closed_record_told": "Asked, and was told that a closed record exists",
    "broken_glass_reviewed": "Reviewed a broken glass",
}
PAGES = {
    "home": "the first page",
    "known": "whether a child is known",
    "known_answer": "who may be a child",
    "child": "the child’s page",
    "who_may_see": "who may see the record",
    "looked": "who has looked at the record",
    "restriction_put_on": "form to restrict the record",
    "glass_break": "form to break the glass",
    "glass_review": "review of a broken glass",
    "merge_find": "whether the child is recorded twice",
    "merge_propose": "two records side by side",
    "merge_show": "a merge of two records",
}
_WITHOUT_RELATION = {
    "closed_record_told": "was told the number to ring, and no name",
    "glass_break": "was asked for a reason to break the glass, and saw nothing of the record",
    "glass_review": "reviewed a broken glass, and saw nothing else of the record",
    "broken_glass_reviewed": "reviewed a broken glass, and saw nothing else of the record",
}
"""Pages and actions about a child's record that show nothing of it."""
_FORMS = {"add", "give", "end", "change", "correct", "strike", "lift", "declare", "propose", "put", "review"}


def action_words(action: str) -> str:
    """Return what was done, as in "Leave given"; actions bear names in the past tense."""
    return ACTIONS.get(action) or action.replace("_", " ").capitalize()


def page_words(page: str) -> str:
    """Return which page it was. Pages bear names of a noun and a verb: `care_show`, `leave_give`."""
    if page in PAGES:
        return PAGES[page]
    noun, _, verb = page.rpartition("_")
    if not noun:
        return page
    words = noun.replace("_", " ")
    return f"form: {verb} {words}" if verb in _FORMS else words


def why_words(relations: Iterable[str], page: str, action: str) -> str:
    """Return why somebody had a child's record before them: what tied them to the child, or what else they did."""
    return relation_words(relations) or _WITHOUT_RELATION.get(page or action, "")


def role_words(roles: Iterable[str]) -> str:
    """Return roles in words; what is no role any more stands as it is."""
    known = {str(role): role.label for role in Role}
    return ", ".join(known.get(role, role) for role in roles)


def relation_words(relations: Iterable[str]) -> str:
    """Return what tied somebody to a child, in words; empty where nothing did."""
    known = {str(relation): relation.label for relation in Relation}
    return "; ".join(known.get(relation, relation) for relation in relations)
