"""What stands on the shelves is complete: duties are cited, measures explain themselves and are exercised."""

from datetime import date

import pytest

from homeward.evidence.releases import releases
from homeward.evidence.shelf import research_findings
from homeward.law.shelf import every_duty
from homeward.measures.definition import Definition
from homeward.measures.shelf import every_definition
from tests.house.reading import ROOT

DUTIES = {f"{duty.nation.value}/{duty.id}": duty for duty in every_duty()}
FINDINGS = {finding.id: finding for finding in research_findings()}
RELEASES = {release.id: release for release in releases()}
MEASURES = {definition.id: definition for definition in every_definition()}


@pytest.mark.parametrize("identity", DUTIES)
def test_a_duty_carries_reference_first_day_and_checked_on(identity):
    duty = DUTIES[identity]
    assert duty.reference.startswith("https://")
    assert duty.instrument
    assert duty.limits[0].in_force_from <= duty.checked_on <= date(2100, 1, 1)


@pytest.mark.parametrize("identity", FINDINGS)
def test_a_finding_is_cited_with_its_cohort_and_caution(identity):
    finding = FINDINGS[identity]
    assert finding.publications
    assert finding.cohort.period.strip()
    assert finding.checked_on <= date(2100, 1, 1)
    assert finding.caution.strip()


@pytest.mark.parametrize("identity", RELEASES)
def test_a_release_says_who_published_it_when_and_under_what_licence(identity):
    release = RELEASES[identity]
    for words in ("publisher", "licence", "reference"):
        assert getattr(release, words).strip(), f"{identity} has no {words}"
    assert release.checked_on <= date(2100, 1, 1)


@pytest.mark.parametrize("identity", MEASURES)
def test_a_measure_explains_itself(identity):
    definition = MEASURES[identity]
    for words in ("title", "unit", "direction", "why", "definition", "owner"):
        assert getattr(definition, words).strip(), f"{identity} has no {words}"


@pytest.mark.parametrize("identity", MEASURES)
def test_a_measure_has_worked_examples(identity):
    spec = ROOT / "tests" / "spec" / "measures" / f"test_{identity}.py"
    assert spec.is_file(), f"write {spec.relative_to(ROOT)}"


def test_a_measure_without_words_is_refused():
    whole = next(iter(MEASURES.values()))
    words = {name: getattr(whole, name) for name in Definition.__dataclass_fields__}
    with pytest.raises(ValueError, match="why"):
        Definition(**{**words, "why": " "})
