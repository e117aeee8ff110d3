"""The shelf of measures: every file in `definitions/` is one, and its name is the measure's id."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from homeward.measures import definitions as folder
from homeward.measures.definition import Definition


@cache
def every_definition() -> tuple[Definition, ...]:
    """Return every measure in the order of their ids. Raises ValueError where a file's name is not its measure's id."""
    return tuple(_read(name) for name in sorted(module.name for module in iter_modules(folder.__path__)))


def definition(measure_id: str) -> Definition:
    """Return one measure by its id. Raises LookupError where there is none."""
    for each in every_definition():
        if each.id == measure_id:
            return each
    raise LookupError(
        f"There is no measure {measure_id!r}; there are: {', '.join(each.id for each in every_definition())}."
    )


def _read(name: str) -> Definition:
    found = import_module(f"{folder.__name__}.{name}").DEFINITION
    if not isinstance(found, Definition) or found.id != name:
        raise ValueError(f"definitions/{name}.py must hold DEFINITION, a measure whose id is {name!r}")
    return found
