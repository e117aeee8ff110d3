"""How the house rules read a tree of Python files."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANTED = Path(__file__).parent / "planted"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def python_files(root: Path, folder: str = "homeward") -> list[Path]:
    return sorted(file for file in (root / folder).rglob("*.py") if "migrations" not in file.parts)


def functions(file: Path) -> Iterator[Function]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, Function):
            yield node


def length_of(function: Function) -> int:
    """Lines from `def` to the last line, without decorators and docstring."""
    assert function.end_lineno is not None
    first = function.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - docstring


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, attributes and calls; `?` where it begins with something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return "?"


def place(root: Path, file: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{file.relative_to(root)}{line}"
