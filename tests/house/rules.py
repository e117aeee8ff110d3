"""The house rules of DESIGN.md, each as a function from a tree to the places that break it."""

import ast
import re
from pathlib import Path
from statistics import median, quantiles

from tests.house.reading import Function, dotted, functions, length_of, place, python_files, tree_of

CLOCK_READS = re.compile(
    r"(^|\.)(date\.today|datetime\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime)|timezone\.(now|localtime|localdate))$"
)
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "update"}
ALWAYS_A_WRITE = WRITES - {"update", "create", "delete"}
QUERY_WORDS = re.compile(r"\bobjects\b|_default_manager|\bvisible\b|\bfilter\b|\bselect_for_update\b|_set\b")
NAMELESS = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager|v2)($|_)")
WRITES_WITHOUT_AUDIT_ROW = {"jobs/actions.py:report_progress", "jobs/actions.py:keep_alive"}


def wall_clock(root: Path) -> list[str]:
    """2. No wall clock below web and cli; on the web floor only clock.py reads it."""
    allowed = {root / "homeward" / "cli.py", root / "homeward" / "web" / "clock.py"}
    return [
        f"{place(root, file, node)} reads the clock: {dotted(node)}"
        for file in python_files(root)
        if file not in allowed
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and CLOCK_READS.search(dotted(node))
    ]


def writes_outside_actions(root: Path) -> list[str]:
    """3. Database writes stand only in actions.py."""
    found = []
    for file in python_files(root, "homeward/web"):
        if file.name == "actions.py":
            continue
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call) and _is_write(node):
                found.append(f"{place(root, file, node)} writes: {dotted(node)}")
    return found


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    return call.func.attr in ALWAYS_A_WRITE or bool(QUERY_WORDS.search(dotted(call.func)))


def actions_without_by_or_audit(root: Path) -> list[str]:
    """3. Each action takes keyword-only `by` and leaves an audit row."""
    found = []
    for file in python_files(root, "homeward/web"):
        if file.name != "actions.py" or file.parent.name == "audit":
            continue
        for node in tree_of(file).body:
            if not isinstance(node, Function) or node.name.startswith("_") or _only_checks(node):
                continue
            if f"{file.parent.name}/actions.py:{node.name}" in WRITES_WITHOUT_AUDIT_ROW:
                continue
            if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
                found.append(f"{place(root, file, node)} {node.name} takes no keyword `by`")
            if not _calls(node) & _recording(file):
                found.append(f"{place(root, file, node)} {node.name} leaves no audit row")
    return found


def _calls(function: Function) -> set[str]:
    return {dotted(call) for call in ast.walk(function) if isinstance(call, ast.Call)}


def _recording(file: Path) -> set[str]:
    """`recorded` itself, and the file's own private functions that use it."""
    private = {node for node in tree_of(file).body if isinstance(node, Function) and node.name.startswith("_")}
    return {"recorded"} | {function.name for function in private if "recorded" in _calls(function)}


def _only_checks(function: Function) -> bool:
    """`check_can_x` raises a sentence and writes nothing."""
    writes = any(isinstance(node, ast.Call) and _is_write(node) for node in ast.walk(function))
    return function.name.startswith("check_can_") and not writes


def size(root: Path) -> list[str]:
    """8. Functions: median at most 9 lines, 90 % at most 30, none over 60. Files: at most 400 lines."""
    lengths = {(file, node): length_of(node) for file in python_files(root) for node in functions(file)}
    found = [f"{place(root, f, n)} {n.name} has {lines} lines" for (f, n), lines in lengths.items() if lines > 60]
    found += [
        f"{place(root, file)} has {count} lines"
        for file in python_files(root)
        if (count := len(file.read_text(encoding="utf-8").splitlines())) > 400
    ]
    if len(lengths) > 1:
        if median(lengths.values()) > 9:
            found.append(f"the median function has {median(lengths.values())} lines")
        if quantiles(lengths.values(), n=10)[-1] > 30:
            found.append(f"nine in ten functions have up to {quantiles(lengths.values(), n=10)[-1]} lines")
    return found


def without_first_sentence(root: Path) -> list[str]:
    """The first line of every file says in one sentence what it is for; every public name has a docstring (9)."""
    found = []
    for file in python_files(root):
        words = (ast.get_docstring(tree_of(file)) or "").splitlines()
        if not words or not words[0].rstrip().endswith("."):
            found.append(f"{place(root, file)} does not begin with a sentence")
        for node in ast.walk(tree_of(file)):
            if _is_public(file, node) and not ast.get_docstring(node):
                found.append(f"{place(root, file, node)} {node.name} has no docstring")
    return found


def _is_public(file: Path, node: ast.AST) -> bool:
    """Only what stands at the top of a file, or in a class there, can be reached by name."""
    if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
        return False
    tops = [*tree_of(file).body]
    members = [m for top in tops if isinstance(top, ast.ClassDef) and top.name != "Meta" for m in top.body]
    return node in tops or (isinstance(node, Function) and node in members)


def nameless(root: Path) -> list[str]:
    """A thing without a name has no home yet: no utils, helpers, common, misc, manager, v2."""
    return [
        f"{place(root, file)} is named {file.stem}"
        for file in python_files(root)
        if NAMELESS.search(file.stem) or NAMELESS.search(file.parent.name)
    ]


def badly_named_days(root: Path) -> list[str]:
    """Stored dates end `_on`, stored instants `_at`."""
    found = []
    for file in python_files(root, "homeward/web"):
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
                continue
            kind, name = dotted(node.value), dotted(node.targets[0])
            for field, ending in (("models.DateField", "_on"), ("models.DateTimeField", "_at")):
                if kind == field and not name.endswith(ending) and name != ending.strip("_"):
                    found.append(f"{place(root, file, node)} {name} is a {field} and does not end in {ending}")
    return found


def days_of_stored_instants(root: Path) -> list[str]:
    """The day of a kept instant is the service's, not Greenwich's: `localdate(x_at)`, never `x_at.date()`."""
    return [
        f"{place(root, file, node)} takes the day of an instant as it is kept: {dotted(node)}"
        for file in python_files(root, "homeward/web")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Attribute) and node.attr == "date" and dotted(node.value).endswith("_at")
    ]


def not_frozen(root: Path) -> list[str]:
    """Values are frozen: every dataclass below the web floor says `frozen=True`."""
    return [
        f"{place(root, file, node)} {node.name} is not frozen"
        for file in python_files(root)
        if "web" not in file.relative_to(root).parts
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if dotted(decorator) in ("dataclass", "dataclasses.dataclass") and "frozen=True" not in ast.unparse(decorator)
    ]


RULES = (
    wall_clock,
    writes_outside_actions,
    actions_without_by_or_audit,
    size,
    without_first_sentence,
    nameless,
    badly_named_days,
    days_of_stored_instants,
    not_frozen,
)
