"""Fills a service with many invented children at once, for measuring. Nobody in it is real.

It runs inside the service's own process (`Service.asked`). It writes past the actions, because two thousand families
would take them an hour; the audit rows it adds are tied to each other as the audit itself ties them.
"""

import json
import random
import secrets
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model

import homeward.invented.families
from homeward.invented import invent
from homeward.sources.day import return_year_of
from homeward.web import clock
from homeward.web.accounts.models import HeldRole, User
from homeward.web.accounts.roles import Role
from homeward.web.audit.chain import FIRST, digest_of_detail, digest_of_row
from homeward.web.audit.models import AuditDetail, AuditEvent
from homeward.web.insight.actions import publish_dataset, store_upload
from homeward.web.insight.work import KEEP_SHARED, READ_RETURN
from homeward.web.jobs.actions import queue_job
from homeward.web.jobs.work import run_job
from homeward.web.people.models import (
    Agency,
    AgencyKind,
    AllocatedAs,
    Allocation,
    Asked,
    BreakGlass,
    CareEpisode,
    Child,
    ChildTeam,
    ConflictOfInterest,
    Contact,
    ContactLeave,
    ContactWay,
    Exactness,
    Handover,
    Household,
    HouseholdMembership,
    KeyWorker,
    Kinship,
    Leave,
    MayBeContacted,
    Merge,
    NetworkMember,
    Notice,
    NotToBeTold,
    ParentalResponsibility,
    Person,
    PersonName,
    PRBasis,
    Relationship,
    Restriction,
    Secret,
    Sex,
    Team,
    TeamMembership,
    WorkersHome,
)
from homeward.web.people.sounds import sound_of

TEAMS, AGENCIES, REVIEWING_OFFICERS, CHILDREN_A_WORKER = 8, 60, 10, 25
EPISODES = (10, 40)
STRANGERS = 0.7
"""The share of the staff whose family name no family in the records bears."""
LOOKED_DAYS = 60
"""Over so many days up to today the audit rows are spread."""
BATCH = 500
SEED = 903
SINCE = date(2019, 4, 1)
FAMILY = (
    (Kinship.MOTHER, Sex.FEMALE, 27),
    (Kinship.FATHER, Sex.MALE, 29),
    (Kinship.SIBLING, Sex.FEMALE, 3),
    (Kinship.GRANDPARENT, Sex.FEMALE, 52),
)
BUSY_FAMILY = tuple((Kinship.COUSIN, Sex.UNKNOWN, 1) for _ in range(10))
ACTIONS = (
    *["page_read"] * 90,
    *["contact_added"] * 3,
    *["episode_entered"] * 3,
    *["network_joined"] * 3,
    "page_refused",
)
READ_PAGES = ("child", "child", "care", "family", "network", "workers")


def fill(*, children: int, rows: int, password: str) -> dict[str, Any]:
    """Make staff, families and audit rows; return whom to sign in as, and which children show what.

    `children` are the child with the longest history and the largest family, and one who is restricted. `work` is, by
    the user name of a social worker, a list of [id of a child, id of a relative] with whom they work.
    """
    with transaction.atomic():
        filling = Filling(children, password)
        filling.make()
        add_audit_rows(rows, filling.users, filling.made[Child])
    if connection.vendor == "postgresql":  # what its own housekeeping would have counted by the next minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return filling.told()


def publish(*, in_care: int, years: int) -> None:
    """Upload, read and publish an invented council's return as the analyst would, and do the job that follows."""
    analyst = User.objects.get(username=Role.ANALYST)
    last_year = return_year_of(clock.today()) - 1
    files = invent(in_care=in_care, years=years, last_year=last_year, seed=SEED, dirt=0.01)
    upload = store_upload(files=files, source="Invented Borough (nobody real)", is_invented=True, by=analyst)
    _do(READ_RETURN, str(upload.pk), analyst)
    publish_dataset(dataset=upload.dataset, by=analyst)
    _do(KEEP_SHARED, str(upload.dataset.pk), analyst)


def _do(kind: str, argument: str, by: User) -> None:
    job = queue_job(kind=kind, argument=argument, by=by)
    run_job.call(str(job.pk))
    job.refresh_from_db()
    if job.message:
        raise RuntimeError(job.message)


class Filling:
    """Gathers what is to be stored, by kind, and stores each kind at once."""

    def __init__(self, children: int, password: str) -> None:
        """Begin with nothing."""
        self.number = children
        self.chance = random.Random(SEED)
        self.password = make_password(password)
        self.today, self.now = clock.today(), clock.now()
        self.made: dict[type[Model], list[Any]] = defaultdict(list)
        self.names = _names()
        self.users: dict[str, User] = {}
        self.workers: list[str] = []

    def make(self) -> None:
        """Make everything and store it, whatever others hang on first."""
        self._staff()
        self._teams()
        for number in range(self.number):
            self._child(number)
        self._closed_matters()
        self._notices()
        for model in _ORDER:
            model.objects.bulk_create(self.made[model], batch_size=BATCH)

    def told(self) -> dict[str, Any]:
        """Return what `fill` does."""
        kids, merged = self.made[Child], {merge.other_id for merge in self.made[Merge] if merge.agreed_at}
        work = defaultdict(list)
        for child in kids:
            if child.person_id not in merged:
                relative = self.made[Relationship][child.relative].person_id
                work[child.worker.username].append([str(child.pk), str(relative)])
        return {"children": [str(kids[0].pk), str(kids[-1].pk)], "work": work}

    def add(self, model: type[Model], **words: Any) -> Any:
        """Note something to be stored, entered by the system."""
        one = model(entered_at=self.now, **words) if hasattr(model, "entered_at") else model(**words)
        self.made[model].append(one)
        return one

    def _staff(self) -> None:
        """Make somebody for every role, whose user name is the role, and many workers, managers and officers."""
        count = max(TEAMS, self.number // CHILDREN_A_WORKER)
        self.workers = [f"worker_{number}" for number in range(1, count + 1)]
        staff = {str(role): role for role in Role}
        staff |= dict.fromkeys(self.workers, Role.SOCIAL_WORKER)
        staff |= {f"manager_{number}": Role.TEAM_MANAGER for number in range(1, TEAMS)}
        staff |= {f"officer_{number}": Role.REVIEWING_OFFICER for number in range(1, REVIEWING_OFFICERS)}
        for username in staff:
            given, family = self._name(Sex.UNKNOWN), self._family()
            if self.chance.random() < STRANGERS:
                family += "by"  # bears a name that no family bears
            words = {"name": f"{given} {family}", "joined_on": SINCE, "signed_in_at": self.now}
            self.users[username] = User(username=username, password=self.password, **words)
        User.objects.bulk_create(self.users.values(), batch_size=BATCH)
        HeldRole.objects.bulk_create(
            HeldRole(user=self.users[username], role=role, begins_on=SINCE) for username, role in staff.items()
        )

    def _teams(self) -> None:
        managers = [str(Role.TEAM_MANAGER), *(f"manager_{number}" for number in range(1, TEAMS))]
        for number, manager in enumerate(managers):
            team = self.add(Team, name=f"Invented team {number + 1}", begins_on=SINCE)
            members = [self.users[worker] for worker in self.workers[number::TEAMS]]
            for user in (self.users[manager], *members):
                is_manager = user.username == manager
                self.add(TeamMembership, team=team, user=user, is_manager=is_manager, begins_on=SINCE)
        for number in range(AGENCIES):
            kind = self.chance.choice(AgencyKind.values)
            self.add(Agency, name=f"Invented agency {number + 1}", kind=kind, phone="01632 960 000")

    def _child(self, number: int) -> None:
        """Make one child with family, home, network, workers and a history; the first has more of everything."""
        family_name, is_busy = self._family(), number == 0
        born_on = self.today - timedelta(days=self.chance.randint(400, 6300))
        person = self._person(family_name, self.chance.choice((Sex.FEMALE, Sex.MALE)), born_on)
        opened_on = born_on + timedelta(days=self.chance.randint(30, 200))
        child = self.add(Child, person=person, local_id=f"B{number:06d}", opened_on=opened_on)
        child.relative = len(self.made[Relationship])  # where the first relationship of the child will stand
        home = self._home(number)
        self._lives(home, person, born_on)
        for kind, sex, older_years in (*FAMILY, *(BUSY_FAMILY if is_busy else ())):
            self._relative(child, kind, self._person(family_name, sex, _years_before(born_on, older_years)), home)
        self._work(child, number)
        self._network(child, 15 if is_busy else self.chance.randint(1, 4))
        self._care(child, EPISODES[1] if is_busy else self.chance.randint(*EPISODES), home)
        if is_busy:
            self._busy(child)

    def _person(self, family: str, sex: str, born_on: date) -> Person:
        person = self.add(Person, born_on=born_on, born_exactly=Exactness.DAY, sex=sex, ethnicity="WBRI")
        given = self._name(sex)
        sounds = {"given_sound": sound_of(given), "family_sound": sound_of(family)}
        self.add(PersonName, person=person, given=given, family=family, is_shown=True, **sounds)
        return person

    def _home(self, number: int) -> Household:
        postcode = f"ZZ{number % 90 + 1} {number % 9 + 1}ZZ"
        words = {"postcode": postcode, "postcode_key": postcode.replace(" ", "")}
        return self.add(Household, address=f"{number % 200 + 1} Invented Street", **words)

    def _lives(self, home: Household, person: Person, since: date) -> None:
        self.add(HouseholdMembership, household=home, person=person, begins_on=since)

    def _relative(self, child: Child, kind: str, person: Person, home: Household) -> None:
        self.add(Relationship, person=person, other=child.person, kind=kind)
        if kind == Kinship.MOTHER:
            self._lives(home, person, child.opened_on)
            self.add(ParentalResponsibility, child=child, person=person, basis=PRBasis.MOTHER)
            self.add(Contact, person=person, way=ContactWay.PHONE, value="01632 960 111")
        if kind == Kinship.FATHER and self.chance.random() < 0.3:
            words = {"child": child, "person": person, "begins_on": child.opened_on}
            self.add(MayBeContacted, may=ContactLeave.NO, words="Invented order", **words)
            self.add(NotToBeTold, what=Secret.LIVES, reason="Invented reason", **words)

    def _work(self, child: Child, number: int) -> None:
        team = number % TEAMS
        worker = self.workers[team::TEAMS][number // TEAMS % len(self.workers[team::TEAMS])]
        officers = [str(Role.REVIEWING_OFFICER), *(f"officer_{n}" for n in range(1, REVIEWING_OFFICERS))]
        officer = officers[number % REVIEWING_OFFICERS]
        self.add(ChildTeam, child=child, team=self.made[Team][team], begins_on=child.opened_on)
        child.worker = self.users[worker]
        work = {AllocatedAs.SOCIAL_WORKER: worker, AllocatedAs.REVIEWING_OFFICER: officer}
        if number < 2:
            work[AllocatedAs.FOSTER_CARER] = str(Role.FOSTER_CARER)
        for allocated_as, username in work.items():
            user = self.users[username]
            self.add(Allocation, child=child, user=user, allocated_as=allocated_as, begins_on=child.opened_on)

    def _network(self, child: Child, size: int) -> None:
        for number in range(size):
            member = self.add(
                NetworkMember,
                child=child,
                person=self._person(self._family(), Sex.UNKNOWN, date(1980, 5, 5)),
                agency=self.chance.choice(self.made[Agency]),
                role_words="Invented teacher",
                begins_on=child.opened_on,
            )
            if number == 0:
                self.add(KeyWorker, child=child, member=member, begins_on=child.opened_on)

    def _care(self, child: Child, count: int, home: Household) -> None:
        """Make a history: most episodes follow each other, now and then the child went home for a while."""
        span = (self.today - child.opened_on).days
        days = [child.opened_on + timedelta(days=day) for day in sorted(self.chance.sample(range(span), count))]
        reason = "S"
        for day, after in zip(days, [*days[1:], None], strict=True):
            goes_home = after is not None and (after - day).days > 1 and self.chance.random() < 0.1
            self.add(
                CareEpisode,
                child=child,
                decom_on=day,
                dec_on=after - timedelta(days=1) if after and goes_home else after,
                reason_new_episode=reason,
                legal_status=self.chance.choice(("C2", "V2")),
                need="N1",
                place=self.chance.choice(("U1", "U6", "K2")),
                place_provider="PR1",
                reason_ceased="" if after is None else "E4A" if goes_home else "X1",
                household=home if after is None else None,
            )
            reason = "S" if goes_home else self.chance.choice(("P", "L"))

    def _busy(self, child: Child) -> None:
        """Give the first child guests and handovers enough to fill each page."""
        until = self.today + timedelta(days=30)
        guest = self.users[Role.GUEST]
        self.add(Asked, child=child, user=guest, task="Read the record", begins_on=self.today, ends_on=until)
        words = {"no_visit_because": "Invented", "child_was_told": "Invented", "parents_were_told": "Invented"}
        for number in range(6):
            self.add(
                Handover,
                child=child,
                from_user=self.users[self.workers[number]],
                to_user=self.users[self.workers[number + 1]],
                allocated_as=AllocatedAs.SOCIAL_WORKER,
                on=self.today - timedelta(days=100 * number),
                **words,
            )

    def _closed_matters(self) -> None:
        """Restrict some records, declare some conflicts, break some glass, propose and agree some merges."""
        children = self.made[Child]
        for child in children[:0:-100]:
            words = {"child": child, "reason": "Invented", "number_to_ring": "01632 960 222"}
            restriction = self.add(Restriction, begins_on=SINCE, **words)
            for user in (self.users[Role.DIRECTOR], child.worker):
                self.add(Leave, restriction=restriction, user=user, begins_on=SINCE)
        for number, child in enumerate(children[:0:-150]):
            user = self.users[Role.DIRECTOR if number % 2 else Role.EMERGENCY_DUTY]
            self.add(ConflictOfInterest, child=child, user=user, reason="Invented", begins_on=SINCE)
        for days, child in enumerate(children[201::200]):
            at = self.now - timedelta(days=days)
            words = {"reason": "Invented", "at": at, "until_at": at + timedelta(hours=3)}
            self.add(BreakGlass, child=child, user=self.users[Role.EMERGENCY_DUTY], **words)
        for number in range(255, len(children), 250):
            self._merge(children[number], children[number - 1], is_agreed=number % 500 == 255)

    def _notices(self) -> None:
        """Send everybody with a role some notices, and let some workers have told where they live."""
        for username in Role:
            for child in self.made[Child][:12]:
                self.add(
                    Notice, to=self.users[username], about=child, words="Something invented happened.", at=self.now
                )
        for number, username in enumerate(self.workers[:20]):
            self.add(WorkersHome, user=self.users[username], postcode_key=f"ZZ{number + 1}{number % 9 + 1}ZZ")

    def _merge(self, kept: Child, other: Child, *, is_agreed: bool) -> None:
        one, two = self.users[self.workers[0]], self.users[self.workers[1]]
        agreed = {"agreed_by": two, "agreed_at": self.now} if is_agreed else {}
        words = {"because": "Invented", "proposed_by": one, "proposed_at": self.now, **agreed}
        self.add(Merge, kept=kept.person, other=other.person, **words)

    def _name(self, sex: str) -> str:
        key = sex if sex in (Sex.FEMALE, Sex.MALE) else self.chance.choice((Sex.FEMALE, Sex.MALE))
        return self.chance.choice(self.names[key])

    def _family(self) -> str:
        return self.chance.choice(self.names["family"])


_ORDER: tuple[type[Model], ...] = (
    *(Team, TeamMembership, Agency, Person, PersonName, Child, Household, HouseholdMembership, Relationship),
    *(ParentalResponsibility, Contact, MayBeContacted, NotToBeTold, ChildTeam, Allocation, NetworkMember, KeyWorker),
    *(CareEpisode, Asked, Handover, Restriction, Leave, ConflictOfInterest, BreakGlass, Merge, Notice, WorkersHome),
)
"""What is stored after what it hangs on."""


def add_audit_rows(count: int, users: dict[str, User], children: list[Child]) -> None:
    """Add so many rows to the chain, tied as the audit ties them, spread over the last days.

    One row in fifty is about the first child. Each tells who, which page, in which role and by what relation.
    """
    chance = random.Random(SEED)
    last = AuditEvent.objects.order_by("-number").values("number", "digest").first() or {"number": 0, "digest": FIRST}
    events, details = [], []
    for number, at in enumerate(_instants(count), start=last["number"] + 1):
        child = children[0] if number % 50 == 0 else chance.choice(children)
        user = users[chance.choice(list(users))]
        action = chance.choice(ACTIONS)
        detail = {"page": chance.choice(READ_PAGES), "roles": ["social_worker"], "relations": ["allocated"]}
        salt, body = secrets.token_hex(16), json.dumps(detail, sort_keys=True)
        row = {
            "number": number,
            "at": at.isoformat(),
            "actor": str(user.pk),
            "action": action,
            "subject_kind": Child._meta.label_lower,
            "subject_id": str(child.pk),
            "detail_digest": digest_of_detail(salt, body),
            "previous": last["digest"],
        }
        last = {"number": number, "digest": digest_of_row(row)}
        events.append(AuditEvent(**row, digest=last["digest"]))
        details.append(AuditDetail(number=number, salt=salt, body=body))
    AuditEvent.objects.bulk_create(events, batch_size=BATCH)
    AuditDetail.objects.bulk_create(details, batch_size=BATCH)


def _instants(count: int) -> Iterator[datetime]:
    """Yield so many instants in order, the last of them now."""
    now = clock.now()
    for number in range(count):
        yield now - timedelta(days=LOOKED_DAYS) * (count - 1 - number) / count


def _names() -> dict[str, list[str]]:
    """Return the invented given names by sex and the family names of all peoples."""
    file = Path(homeward.invented.families.__file__).with_name("names.toml")
    found: dict[str, list[str]] = defaultdict(list)
    for people in tomllib.loads(file.read_text(encoding="utf-8")).values():
        for kind in (Sex.FEMALE, Sex.MALE, "family"):
            found[kind] += people[kind]
    return found


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
