"""Addresses of asking who is known, merging, restrictions, conflicts, broken glass, and who has looked."""

from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.people.pages.audit_search import audit_search
from homeward.web.people.pages.child_add import child_add
from homeward.web.people.pages.conflict_declare import conflict_declare
from homeward.web.people.pages.conflict_end import conflict_end
from homeward.web.people.pages.glass_break import glass_break
from homeward.web.people.pages.glass_find import glass_find
from homeward.web.people.pages.glass_list import glass_list
from homeward.web.people.pages.glass_review import glass_review
from homeward.web.people.pages.home_tell import home_tell
from homeward.web.people.pages.known_answer import known_answer
from homeward.web.people.pages.known_ask import known_ask
from homeward.web.people.pages.leave_end import leave_end
from homeward.web.people.pages.leave_give import leave_give
from homeward.web.people.pages.looked import TO_SEE_LOOKS, looked
from homeward.web.people.pages.merge_find import merge_find
from homeward.web.people.pages.merge_propose import merge_propose
from homeward.web.people.pages.merge_show import merge_show
from homeward.web.people.pages.merges_list import merges_list
from homeward.web.people.pages.pattern_show import pattern_show
from homeward.web.people.pages.patterns_list import patterns_list
from homeward.web.people.pages.restriction_lift import restriction_lift
from homeward.web.people.pages.restriction_put_on import restriction_put_on
from homeward.web.people.pages.restriction_show import restriction_show
from homeward.web.people.pages.who_may_see import who_may_see
from homeward.web.people.policy import SIGNED_IN, Allow, page
from homeward.web.people.relations import MAY_BREAK_GLASS, STAFF, TO_LEAD, TO_WRITE, WHO_SEES
from homeward.web.people.rights import STARTS_RECORDS

_ASKS = Allow(roles=STAFF, menu="Is this child known?", says="Ask before you begin a record of a child.")
_ANSWERED = Allow(roles=STAFF)
_BEGINS = Allow(roles=STARTS_RECORDS)
_BREAKS = Allow(roles=MAY_BREAK_GLASS)
_LEADS = Allow(roles=frozenset(role for role, seen in WHO_SEES.items() if seen & TO_LEAD), relations=TO_LEAD)
_WORKS = Allow(roles=STAFF, relations=TO_WRITE)
_SEES_WHO = Allow(roles=STAFF, relations=TO_WRITE, menu="Who may see it")
_SEES_LOOKS = Allow(roles=STAFF, relations=TO_SEE_LOOKS)
_AUDITS = Allow(roles=frozenset({Role.AUDITOR}), menu="Audit", says="See who read and wrote what, by person and day.")
_PATTERNS = Allow(
    roles=frozenset({Role.AUDITOR}), menu="Patterns", says="Look for what is worth a question, with the evidence."
)
_AUDITOR = Allow(roles=frozenset({Role.AUDITOR}))

_known: list[URLPattern] = [
    page("children/known/", known_ask, name="known", allow=_ASKS),
    page("children/known/answer/", known_answer, name="known_answer", allow=_ANSWERED),
    page("children/add/", child_add, name="child_add", allow=_BEGINS),
]
_merging: list[URLPattern] = [
    page("children/<uuid:child_pk>/merge/", merge_find, name="merge_find", allow=_WORKS),
    page("merges/", merges_list, name="merges_list", allow=_ANSWERED),
    page("merges/compare/<uuid:one_pk>/<uuid:other_pk>/", merge_propose, name="merge_propose", allow=_ANSWERED),
    page("merges/<uuid:pk>/", merge_show, name="merge_show", allow=_ANSWERED),
]
_access: list[URLPattern] = [
    page("children/<uuid:child_pk>/who-may-see/", who_may_see, name="who_may_see", allow=_SEES_WHO),
    page("children/<uuid:child_pk>/restriction/", restriction_show, name="restriction_show", allow=_LEADS),
    page("children/<uuid:child_pk>/restriction/add/", restriction_put_on, name="restriction_put_on", allow=_LEADS),
    page(
        "children/<uuid:child_pk>/restriction/<uuid:pk>/lift/", restriction_lift, name="restriction_lift", allow=_LEADS
    ),
    page("children/<uuid:child_pk>/restriction/<uuid:pk>/leave/", leave_give, name="leave_give", allow=_LEADS),
    page(
        "children/<uuid:child_pk>/restriction/<uuid:pk>/leave/<uuid:leave_pk>/end/",
        leave_end,
        name="leave_end",
        allow=_LEADS,
    ),
    page("children/<uuid:child_pk>/conflict/", conflict_declare, name="conflict_declare", allow=_WORKS),
    page("children/<uuid:child_pk>/conflict/<uuid:pk>/end/", conflict_end, name="conflict_end", allow=_LEADS),
    page("children/break-glass/", glass_find, name="glass_find", allow=_BREAKS),
    page("children/<uuid:reference>/break-glass/", glass_break, name="glass_break", allow=_BREAKS),
]
_oversight: list[URLPattern] = [
    page("children/<uuid:child_pk>/looked/", looked, name="looked", allow=_SEES_LOOKS),
    page("audit/", audit_search, name="audit_search", allow=_AUDITS),
    page("audit/patterns/", patterns_list, name="patterns_list", allow=_PATTERNS),
    page("audit/patterns/<slug:pattern>/", pattern_show, name="pattern_show", allow=_AUDITOR),
    page("audit/broken-glass/", glass_list, name="glass_list", allow=_AUDITOR),
    page("audit/broken-glass/<uuid:pk>/", glass_review, name="glass_review", allow=_AUDITOR),
    page("your-account/home/", home_tell, name="home_tell", allow=SIGNED_IN),
]

LINES = [*_known, *_merging, *_access, *_oversight]
