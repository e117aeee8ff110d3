"""What stands on the shelves is complete: duties are cited, measures explain themselves and are exercised."""

from datetime import date

import pytest

from homeward.law.shelf import every_duty
from homeward.measures.definition import Definition
from homeward.measures.shelf import every_definition
from tests.house.reading import ROOT

DUTIES = {duty.id: duty for duty in every_duty()}
MEASURES = {definition.id: definition for definition in every_definition()}


@pytest.mark.parametrize("identity", DUTIES)
def test_a_duty_carries_reference_first_day_and_checked_on(identity):
    duty = DUTIES[identity]
    assert duty.reference.startswith("https://")
    assert duty.instrument
    assert duty.limits[0].in_force_from <= duty.checked_on <= date(2100, 1, 1)


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
