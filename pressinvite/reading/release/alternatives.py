"""A pattern of many alternatives, compiled only as far as a text can match it.

Compiling takes a microsecond a character, and a process that reads one release would spend a quarter of its time on
words that are not in it. So each alternative is asked for letters that its matches cannot be without, and left out
until a text holds them: what is left out could not have matched, and the others keep their order.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"([^\\\[\](){}|*+?.^$]+)"
    # classes, assertions and small groups as they stand
    r"|(?:\\(?:u....|x..|.)|\[\^?(?:\\.|[^\]\\])+\]|\(\?(?::|<?[=!])[^()\[\]\\]{0,24}\)|[.^$])+"
    r"|([)|])|((?:[*+?]|\{[\d,]+\})\??)|(\((?:\?(?:P<\w+>|<?[=!]|[a-zA-Z]*:))?)|.",
    re.DOTALL,
)
_LETTERS, _END, _REPEAT, _OPEN = 1, 2, 3, 4
_OR_NONE = ("?", "*", "{0", "{,")
"""Repetitions of something that may be missing."""
_FEW = 200
"""A pattern of fewer characters is compiled as it is."""
_OFTEN, _LONG = 4, 100
"""After compiling so often, or being asked so often, all of it is compiled: a process that reads on will meet its words."""
_NOTHING = "(?!)"
"""What matches nowhere."""


class Alternatives:
    """A pattern, compiled for the texts that were asked for so far: its matches in them are those of all of it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._flags = flags
        is_long = len(pattern) >= _FEW and not flags & re.IGNORECASE
        self._group = _read(pattern) if is_long else [_Alternative(pattern)]
        self._known: tuple[re.Pattern[str], list[_Alternative]] | None = None
        """What is compiled, and what is not in it: no text could match that so far. Changed as one, for other threads."""
        self._times = self._asked = 0

    def for_text(self, text: str, coming: str = "") -> re.Pattern[str]:
        """Return a pattern that matches in this text what the whole one does.

        `coming` is what may be asked for next; what that can match is compiled with it.
        """
        if self._known is None:
            return self._compile((text, coming))
        compiled, left = self._known
        if left:
            self._asked += 1
            if self._asked > _LONG or any(one.may_be_in(text) for one in left):
                return self._compile((text, coming))
        return compiled

    def _compile(self, texts: tuple[str, ...]) -> re.Pattern[str]:
        self._times += 1
        left: list[_Alternative] = []
        is_early = self._times < _OFTEN and self._asked <= _LONG
        compiled = re.compile(_write(self._group, texts, left if is_early else None), self._flags)
        self._known = compiled, left
        return compiled


class _Alternative:
    """One alternative: its text, with the groups in it that are taken apart."""

    __slots__ = ("captures", "is_kept", "needs", "parts")

    def __init__(self, *parts: str) -> None:
        self.parts: list[str | list[_Alternative]] = [*parts]
        self.needs: tuple[str, ...] = ()
        """Letters of which one is in every match; none where that is not known."""
        self.captures = False
        """True where it has a group that is asked for."""
        self.is_kept = False
        """True where a text could match it."""

    def may_be_in(self, text: str) -> bool:
        for letters in self.needs:  # noqa: SIM110 -- asked some thousand times in a start
            if letters in text:
                return True
        return False

    def learn(self, needs: tuple[str, ...]) -> None:
        """Take over what an element of it needs, where that says more than what is known."""
        if needs and (not self.needs or min(map(len, needs)) > min(map(len, self.needs))):
            self.needs = needs


def _read(pattern: str) -> list[_Alternative]:
    """The alternatives of a pattern."""
    tokens = [(match.lastindex, match[0]) for match in _TOKEN.finditer(pattern)]
    return _read_group([*tokens, (None, "")], 0)[0]


def _read_group(tokens: list[tuple[int | None, str]], at: int) -> tuple[list[_Alternative], int]:
    """The alternatives from a place on, and the place behind the parenthesis that ends them."""
    one = _Alternative()
    found, last = [one], len(tokens) - 1
    while at < last:
        kind, words = tokens[at]
        at += 1
        if kind == _END:
            if words == ")":
                break
            one = _Alternative()
            found.append(one)
        elif kind == _OPEN:
            inner, at = _read_group(tokens, at)
            _add_group(one, words, inner, tokens[at])
        else:
            one.parts.append(words)
            if kind == _LETTERS:
                sure = words[:-1] if tokens[at][0] == _REPEAT else words
                if len(sure) > 1:
                    one.learn((sure,))
    return found, at


def _add_group(one: _Alternative, opening: str, inner: list[_Alternative], following: tuple[int | None, str]) -> None:
    """Put a group behind the other parts of an alternative.

    An assertion, or a group in which case is ignored, stays as it is: what it needs may stand outside of the match, or
    in other letters.
    """
    names = opening.startswith("(?P")
    one.captures |= names or opening == "(" or any(part.captures for part in inner)
    if not names and opening not in ("(", "(?:"):
        one.parts += [opening, _write(inner), ")"]
        return
    is_sure = following[0] != _REPEAT or not following[1].startswith(_OR_NONE)
    if is_sure and all(part.needs for part in inner):
        one.learn(tuple(letters for part in inner for letters in part.needs))
    one.parts += [opening, inner, ")"]


def _write(group: list[_Alternative], texts: tuple[str, ...] = (), left: list[_Alternative] | None = None) -> str:
    """The pattern of a group, without what can be in none of the texts: that is added to `left`."""
    written = []
    for one in group:
        if left is not None and not one.is_kept and one.needs and not one.captures:
            one.is_kept = any(one.may_be_in(text) for text in texts)
            if not one.is_kept:
                left.append(one)
                continue
        written.append("".join([part if isinstance(part, str) else _write(part, texts, left) for part in one.parts]))
    return "|".join(written) or (_NOTHING if left else "")
