"""Finds the texts of Python files for Babel, by the grammar: Babel's own search takes `text[1:]` for a call of `text`."""

from __future__ import annotations

import ast
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    Found = tuple[int, str, tuple[str | None, ...], list[str]]


def extract_calls(
    file: IO[bytes], keywords: Mapping[str, object], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[Found]:
    """Each call of a keyword, as a name or a method: line, keyword, its arguments (None for what is no plain text), no comments."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in keywords and node.args:
            yield node.lineno, name, tuple(map(_plain, node.args)), []


def _plain(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None
