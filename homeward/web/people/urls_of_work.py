"""Addresses of a child's looked-after history, network and workers, of handovers, teams and agencies."""

from django.urls import URLPattern

from homeward.web.accounts.roles import Role
from homeward.web.people.pages.agencies_list import agencies_list
from homeward.web.people.pages.agency_add import agency_add
from homeward.web.people.pages.agency_change import agency_change, agency_close
from homeward.web.people.pages.allocation_end import allocation_end
from homeward.web.people.pages.asking_end import asking_end
from homeward.web.people.pages.care_check import care_check
from homeward.web.people.pages.care_show import care_show
from homeward.web.people.pages.child_move_team import child_move_team
from homeward.web.people.pages.episode_add import episode_add
from homeward.web.people.pages.episode_correct import episode_correct
from homeward.web.people.pages.episode_end import episode_end
from homeward.web.people.pages.episode_place import episode_place
from homeward.web.people.pages.episode_strike import episode_strike
from homeward.web.people.pages.handover_show import handover_show
from homeward.web.people.pages.handover_write import handover_write
from homeward.web.people.pages.key_worker_choose import key_worker_choose
from homeward.web.people.pages.member_end import member_end
from homeward.web.people.pages.network_add import network_add
from homeward.web.people.pages.network_show import network_show
from homeward.web.people.pages.person_ask import person_ask
from homeward.web.people.pages.team_add import team_add
from homeward.web.people.pages.team_change import team_change
from homeward.web.people.pages.team_children import team_children
from homeward.web.people.pages.team_end import team_end
from homeward.web.people.pages.team_member_add import team_member_add
from homeward.web.people.pages.team_member_end import team_member_end
from homeward.web.people.pages.team_show import team_show
from homeward.web.people.pages.teams_list import teams_list
from homeward.web.people.pages.worker_allocate import worker_allocate
from homeward.web.people.pages.workers_show import workers_show
from homeward.web.people.policy import Allow, page
from homeward.web.people.relations import EVERY_RELATION, STAFF, TO_LEAD, TO_WRITE, Relation
from homeward.web.people.rights import KEEPS_TEAMS

# Whole records are for staff; a foster carer who also works here sees their own foster child's page as a foster carer.
_WHOLE = EVERY_RELATION - {Relation.FOSTERS}
_WRITE = Allow(roles=STAFF, relations=TO_WRITE)
_LEAD = Allow(roles=STAFF, relations=TO_LEAD)
_READ = Allow(roles=STAFF, relations=_WHOLE)
_CARE = Allow(roles=STAFF, relations=_WHOLE, menu="Care history")
_NETWORK = Allow(roles=STAFF, relations=_WHOLE, menu="Network")
_WORKERS = Allow(roles=STAFF, relations=_WHOLE, menu="Workers")
_LEADERS = Allow(
    roles=frozenset(
        {
            Role.TEAM_MANAGER,
            Role.ADVANCED_PRACTITIONER,
            Role.HEAD_OF_SERVICE,
            Role.NOMINATED_OFFICER,
            Role.DIRECTOR,
        }
    ),
    menu="Team’s children",
    says="Who works with which child, and who has nobody yet.",
)
_KEEPERS = Allow(roles=KEEPS_TEAMS)
_TEAMS = Allow(roles=KEEPS_TEAMS, menu="Teams", says="Who is in which team, and who manages it.")
_AGENCIES = Allow(roles=KEEPS_TEAMS, menu="Agencies", says="Schools, health services and others that work with us.")
_CHILD = "children/<uuid:child_pk>/"

_care: list[URLPattern] = [
    page(f"{_CHILD}care/", care_show, name="care", allow=_CARE),
    page(f"{_CHILD}care/check/", care_check, name="care_check", allow=_READ),
    page(f"{_CHILD}care/add/", episode_add, name="episode_add", allow=_WRITE),
    page(f"{_CHILD}care/<uuid:pk>/correct/", episode_correct, name="episode_correct", allow=_WRITE),
    page(f"{_CHILD}care/<uuid:pk>/end/", episode_end, name="episode_end", allow=_WRITE),
    page(f"{_CHILD}care/<uuid:pk>/where/", episode_place, name="episode_place", allow=_WRITE),
    page(f"{_CHILD}care/<uuid:pk>/strike/", episode_strike, name="episode_strike", allow=_WRITE),
]
_network: list[URLPattern] = [
    page(f"{_CHILD}network/", network_show, name="network", allow=_NETWORK),
    page(f"{_CHILD}network/add/", network_add, name="network_add", allow=_WRITE),
    page(f"{_CHILD}network/key-worker/", key_worker_choose, name="key_worker_choose", allow=_WRITE),
    page(f"{_CHILD}network/<uuid:pk>/end/", member_end, name="member_end", allow=_WRITE),
]
_workers: list[URLPattern] = [
    page(f"{_CHILD}workers/", workers_show, name="workers", allow=_WORKERS),
    page(f"{_CHILD}workers/allocate/", worker_allocate, name="worker_allocate", allow=_LEAD),
    page(f"{_CHILD}workers/<uuid:pk>/end/", allocation_end, name="allocation_end", allow=_LEAD),
    page(f"{_CHILD}workers/ask/", person_ask, name="person_ask", allow=_LEAD),
    page(f"{_CHILD}workers/asked/<uuid:pk>/end/", asking_end, name="asking_end", allow=_LEAD),
    page(f"{_CHILD}workers/team/", child_move_team, name="child_move_team", allow=_LEAD),
    page(f"{_CHILD}handover/", handover_write, name="handover_write", allow=_LEAD),
    page(f"{_CHILD}handovers/<uuid:pk>/", handover_show, name="handover", allow=_READ),
]
_teams: list[URLPattern] = [
    page("team-children/", team_children, name="team_children", allow=_LEADERS),
    page("teams/", teams_list, name="teams", allow=_TEAMS),
    page("teams/add/", team_add, name="team_add", allow=_KEEPERS),
    page("teams/<uuid:pk>/", team_show, name="team", allow=_KEEPERS),
    page("teams/<uuid:pk>/change/", team_change, name="team_change", allow=_KEEPERS),
    page("teams/<uuid:pk>/end/", team_end, name="team_end", allow=_KEEPERS),
    page("teams/<uuid:pk>/add/", team_member_add, name="team_member_add", allow=_KEEPERS),
    page("teams/<uuid:pk>/<uuid:member_pk>/end/", team_member_end, name="team_member_end", allow=_KEEPERS),
    page("agencies/", agencies_list, name="agencies_list", allow=_AGENCIES),
    page("agencies/add/", agency_add, name="agency_add", allow=_KEEPERS),
    page("agencies/<uuid:pk>/", agency_change, name="agency_change", allow=_KEEPERS),
    page("agencies/<uuid:pk>/close/", agency_close, name="agency_close", allow=_KEEPERS),
]

work_patterns: list[URLPattern] = [*_care, *_network, *_workers, *_teams]
