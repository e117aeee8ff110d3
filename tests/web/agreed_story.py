"""Tells of two invented children with written agreements, one with both parents and one with each apart."""

from datetime import timedelta

from homeward.practice.agreement import Became, How, Judged, Who
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.pathway.agreements.details import GoalLook, PromiseLook
from homeward.web.pathway.agreements.reviews.actions import review_agreement
from homeward.web.pathway.models import AbuseRecorded, AgreementAnswer, AgreementVersion
from homeward.web.people.models import Agency
from tests.web.agreed_family import (
    Family,
    all_agree,
    answer,
    family,
    goal_of,
    later,
    promise_of,
    version_of,
)
from tests.web.test_pathway_assessment import event_of


def tell_agreements(worker: User, manager: User) -> dict[str, str]:
    """Tell of both; return the ids that addresses need."""
    both, apart = family(people=(worker, manager), number=71), family(AbuseRecorded.YES, (worker, manager), 72)
    version = _with_both(both)
    _reviewed(both, version)
    hers = _with_one(apart)
    return {
        "child": str(both.child.pk),
        "version": str(version.pk),
        "apart": str(apart.child.pk),
        "mother": str(apart.mother.pk),
        "hers": str(hers.pk),
    }


def _with_both(home: Family) -> AgreementVersion:
    clinic, _ = Agency.objects.get_or_create(name="Invented Family Clinic", defaults={"kind": "health"})
    child, by = home.child, home.worker
    goal_of(
        child, by, home.mother,
        concern="Ana was alone with nobody sober in the evenings.",
        change="You drink no alcohol on days when Ana is with you.",
        seen_by="The clinic tests you each week and tells Sam. Ana says how evenings were.",
        by_on=later(70), helped_by="Joy at the Invented Family Clinic",
    )  # fmt: skip
    goal_of(
        child, by, home.father,
        concern="Ana missed 31 days of school in spring.",
        change="You take Ana to school by 9 on every day of family time.",
        seen_by="School writes it down every day and tells Sam on Fridays.",
        by_on=later(28), helped_by="Ms Reed at school",
    )  # fmt: skip
    goal_of(
        child, by, None, is_of_child=True,
        concern="Ana does not tell anybody when she is afraid.",
        change="You ring Sam or Ms Reed when something at home frightens you.",
        seen_by="Sam asks you each week whether you wanted to ring.",
        by_on=later(28), helped_by="Sam",
    )  # fmt: skip
    told = {"agency": clinic, "what": "A place in the group for parents who stop drinking, each Tuesday."}
    promise_of(child, by, None, **told, by_whom="Joy", by_on=later(10))
    promise_of(child, by, None, what="A taxi to family time, both ways, twice a week.", by_whom="Sam", by_on=later(3))
    version = version_of(child, by, None)
    all_agree(home, version)
    return version


def _reviewed(home: Family, version: AgreementVersion) -> None:
    """Let the agreement be ten weeks old, and be reviewed twice."""
    begun = clock.today() - timedelta(days=70)
    AgreementVersion.objects.filter(pk=version.pk).update(on=begun)
    AgreementAnswer.objects.filter(version=version).update(on=begun)
    version.refresh_from_db()
    key = event_of(home.child, home.worker, "The clinic wrote that ten tests in a row were clear.")
    goals, promises = list(home.start.goals.all()), list(home.start.promises.all())
    looks = (
        (42, (Judged.NOT_MET, Judged.PARTLY, Judged.CANNOT_TELL), (Became.REFUSED_CARE, Became.UNDER_WAY)),
        (7, (Judged.MET, Judged.NOT_MET, Judged.CANNOT_TELL), (Became.LATE, Became.NOT_DELIVERED)),
    )
    for days, judged, became in looks:
        since = clock.today() - timedelta(days=days)
        found = [
            GoalLook(
                goal, how, "The clinic’s letters were read together.", "It is hard, and I am proud of it.",
                since - timedelta(days=12) if how == Judged.MET else None, (key,),
            )
            for goal, how in zip(goals, judged, strict=True)
        ]  # fmt: skip
        kept = [
            PromiseLook(one, how, "No places for parents of children in care.")
            for one, how in zip(promises, became, strict=True)
        ]
        told = {"version": version, "goals": found, "promises": kept, "on": since}
        review_agreement(child=home.child, by=home.worker, **told)


def _with_one(home: Family) -> AgreementVersion:
    child, by = home.child, home.worker
    goal_of(
        child, by, home.mother, change="Does not let Fin visit.", concern="He was violent.", seen_by="He is not there."
    )
    goal_of(child, by, home.mother)
    promise_of(child, by, home.mother, what="Support from the specialist for families who were hurt.", by_on=None)
    goal_of(child, by, home.father, change="You finish the course on violence.")
    version = version_of(child, by, home.mother)
    answer(child, version, by, Who.CHILD, How.NOT_ABLE, words="She is two.")
    return version
