"""Evidence beside a factor: the finding with its caution, and only figures that may leave the service, as groups'."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from homeward.measures.result import Result, ResultRow
from homeward.measures.suppress import SuppressionAudit
from homeward.practice.classification import Rating
from homeward.practice.instruments.shelf import instrument
from homeward.web import clock
from homeward.web.accounts.models import User
from homeward.web.accounts.roles import Role
from homeward.web.insight.group_rates import BESIDE, WITHIN_A_YEAR, _kept, group_rates_of
from homeward.web.insight.kept_results import keep_results
from homeward.web.insight.models import Dataset, DatasetState, Upload
from homeward.web.pathway.evidence import evidence_for, evidence_of, is_recorded
from homeward.web.people.group_rates import group_rates_for, tell_group_rates
from homeward.web.people.models import CareEpisode, Child
from tests.web.people_world import make_child, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FACTORS = {factor.id: factor for factor in instrument("return_home").factors}


def row(group: dict[str, str], counted: int | None, of: int | None, **words: object) -> ResultRow:
    if counted is None:
        return ResultRow(group, None, None, None, suppressed=True)
    return ResultRow(group, counted, of, counted / of if of else None, 0.1, 0.4, **words)


def result(identity: str, *rows: ResultRow) -> Result:
    told = {"unit": "share of returns home", "kind": "share", "direction": "read together", "why": "x", "owner": "y"}
    return Result(identity, "Back in care within 12 months", definition="Out of all.", rows=rows, **told)


@pytest.fixture
def child() -> Child:
    return make_child(1)


@pytest.fixture
def analyst() -> User:
    return make_user(1, Role.ANALYST)


@pytest.fixture
def publish(analyst: User):
    def with_results(*results: Result, is_kept: bool = True) -> Dataset:
        upload = Upload.objects.create(
            uploaded_by=analyst, uploaded_at=clock.now(), source="Nowhere", is_invented=True, digest=""
        )
        audit = SuppressionAudit(1, 0, 0, 1)
        return Dataset.objects.create(
            upload=upload, made_at=clock.now(), source="Nowhere (invented)", years=[2024, 2025], tables_read=[],
            data_to_on=clock.today(), findings=b"[]", fates={}, places={}, state=DatasetState.PUBLISHED,
            shared=keep_results(results, audit) if is_kept else None,
        )  # fmt: skip

    return with_results


def shown(factor: str, child: Child, **words: object) -> str:
    evidence = evidence_for(FACTORS[factor], child, clock.today(), **words)
    page = re.sub(r"<[^>]+>", " ", render_to_string("pathway/evidence_beside.html", {"evidence": evidence}))
    return re.sub(r"\s+", " ", page)


def test_beside_an_age_stand_the_finding_with_its_caution_and_the_rates_of_age_groups(child, publish) -> None:
    rows = [row({}, 60, 300), row({"age_band": "10-15"}, 31, 140), row({"age_band": "0"}, None, None)]
    publish(result(WITHIN_A_YEAR, *rows, row({"sex": "female"}, 7, 9), row({"age_band": "16+"}, 0, 0)))
    page = shown("age_over_ten", child)
    assert "Returns of children older than ten broke down more often." in page
    assert "Use it to ask questions, not to count." in page
    assert "No rate is this child’s chance" in page
    assert "Aged 10 to 15 31 of 140 (22%) 10.0% to 40.0%" in page
    assert "Aged under 1 Hidden: small numbers" in page
    assert "Aged 16 and over No children to count" in page
    assert "Years to 31 March 2024 to 2025." in page
    assert "Out of all." in page
    assert "7 of 9" not in page


@pytest.mark.parametrize("factor", ["substance_misuse", "behaviour", "child_is_prepared", "somebody_watches"])
def test_what_the_yearly_return_does_not_record_has_no_figure_of_our_own(factor, child, publish) -> None:
    publish(result(WITHIN_A_YEAR, row({}, 60, 300)))
    page = shown(factor, child)
    assert "The yearly return does not record this" in page
    assert "60 of 300" not in page


def test_without_figures_a_sentence_says_why(child, publish) -> None:
    assert "No yearly return is published yet" in shown("age_over_ten", child)
    dataset = publish(is_kept=False)
    assert "still being worked out" in shown("age_over_ten", child)
    Dataset.objects.filter(pk=dataset.pk).update(shared=keep_results([], SuppressionAudit(0, 0, 0, 1)))
    assert "does not tell enough" in shown("age_over_ten", child)


def test_a_child_who_came_lately_gets_the_caution_that_going_home_early_tells_nothing(child, publish) -> None:
    publish(result(WITHIN_A_YEAR, row({}, 60, 300), row({"time_in_care": "under 6 months"}, 21, 100)))
    assert "Often quoted the wrong way round" not in shown("substance_misuse", child)
    began = clock.today() - timedelta(days=182)
    episode = CareEpisode.objects.create(
        child=child, decom_on=began, legal_status="V2", place="U4", reason_new_episode="S", entered_at=clock.now()
    )
    page = shown("substance_misuse", child)
    assert "Often quoted the wrong way round" in page
    assert "21 of 100" in page
    CareEpisode.objects.filter(pk=episode.pk).update(decom_on=began - timedelta(days=1))
    assert "Often quoted the wrong way round" not in shown("substance_misuse", child)


def test_only_who_may_read_figures_is_led_to_them(child, publish) -> None:
    publish(result(WITHIN_A_YEAR, row({}, 60, 300)))
    assert "Definition among the figures" not in shown("age_over_ten", child, roles={Role.SOCIAL_WORKER})
    assert "Definition among the figures" in shown("age_over_ten", child, roles={Role.TEAM_MANAGER})


def test_all_factors_together_ask_no_more_than_one(child, publish, django_assert_num_queries) -> None:
    publish(result(WITHIN_A_YEAR, row({}, 60, 300)))
    evidence_for(FACTORS["age_over_ten"], child, clock.today())
    with django_assert_num_queries(2):
        assert len(evidence_of(FACTORS.values(), child, clock.today())) == len(FACTORS)


def test_figures_of_the_return_that_is_published_now_are_told_and_no_older_ones(child, publish) -> None:
    first = publish(result(WITHIN_A_YEAR, row({}, 60, 300)))
    assert "60 of 300" in shown("age_over_ten", child)
    Dataset.objects.filter(pk=first.pk).update(state=DatasetState.RETIRED)
    publish(result(WITHIN_A_YEAR, row({}, 66, 330)))
    page = shown("age_over_ten", child)
    assert "66 of 330" in page
    assert "60 of 300" not in page


def test_evidence_stands_beside_a_risk_that_is_there_and_a_strength_that_is_not() -> None:
    found = {
        (name, rating) for name in ("substance_misuse", "somebody_watches") for rating in (*Rating, None)
        if is_recorded(FACTORS[name], rating)
    }  # fmt: skip
    assert found == {
        ("substance_misuse", Rating.PRESENT),
        ("substance_misuse", Rating.ADDRESSED),
        ("somebody_watches", Rating.ABSENT),
    }


def test_every_finding_with_figures_beside_is_one_that_a_factor_rests_on_or_the_caution() -> None:
    named = {finding for factor in FACTORS.values() for finding in factor.findings} | {"return_within_six_months"}
    assert set(BESIDE) <= named
    assert group_rates_for(["no_such_finding"]) == {}
    with pytest.raises(ValueError, match="already"):
        tell_group_rates(group_rates_of)


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    _kept.cache_clear()
