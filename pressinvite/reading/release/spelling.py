"""The written forms of Swedish: dashes, quotation marks, clock times, numbers and blanks, as the writing rules have them.

Text → text. No letter or digit comes or goes; what may be meant as it stands is left. A rule is compiled when a sign
that it needs is met for the first time, and never applied within an address. Other languages get what they share.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROUNDS = 4
"""One repair may make another possible: "klart !!Nu"."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_MARKS = frozenset(",;.!?:-–'\"“„‟%0123456789")
"""Without any of them words are written as they should be."""
_QUOTES = str.maketrans("“„‟", "”””")
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni|juli|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|january|february|march|may|june|july|august|october)\b"
)
_DAY = r"(?:[Mm]ån|[Tt]is|[Oo]ns|[Tt]ors|[Ff]re|[Ll]ör|[Ss]ön)dag(?:en|ar|s|er)?"
_COUNTED = (
    r"(?:minuter|timmar|dagar|veckor|månader|år|personer|deltagare|elever|barn|ungdomar|kronor|kr|procent|%|meter|km|kilometer"
    r"|platser|miljoner|miljarder|intervjuer|frågor|grader|åringar)(?!\w)"
)
_AMOUNT = (
    r"(?:kronor|kr|invånare|personer|besökare|deltagare|elever|medlemmar|anställda|medarbetare|bostäder|ton|euro)\b"
)
_OPEN = r"(?<![\d.,:/+–-])"
"""No number goes on to the left."""
_LONGEST_ADDRESS = 120
_NO_SENTENCE = frozenset({"Com", "Net", "Org", "Js", "Io", "Info", "Ai", "Eu", "Se"})
"""What goes on a name and begins no sentence: "Booking.Com"."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class _Rule:
    """One form: where one of the signs stands, and the gate is found, what matches the pattern is written anew.

    The gate is a short pattern that stands wherever the long one matches. A rule that is not `swedish` alone holds for
    other languages too.
    """

    __slots__ = ("gate", "pattern", "signs", "swedish", "write")

    def __init__(
        self,
        signs: tuple[str, ...],
        pattern: str,
        write: str | Callable[[re.Match[str]], str],
        *,
        swedish: bool = True,
        gate: str = "",
    ) -> None:
        self.signs, self.pattern, self.write = signs, pattern, write
        self.swedish, self.gate = swedish, gate

    def apply(self, text: str) -> str:
        """Return the text in this form."""
        for sign in self.signs:
            if sign in text:
                break
        else:
            return text
        if self.gate and not _compiled(self.gate).search(text):
            return text
        return _compiled(self.pattern).sub(self._written, text)

    def _written(self, match: re.Match[str]) -> str:
        if _in_address(match.string, match.start()):
            return match[0]
        return match.expand(self.write) if isinstance(self.write, str) else self.write(match)


def spell(text: str, *, swedish: bool = True) -> str:
    """Return the text in the written forms; the same text where nothing is to be repaired."""
    text = compose(text)
    if _MARKS.isdisjoint(text) and "  " not in text:
        return text
    for _ in range(_ROUNDS):
        before = text
        for rule in _RULES if swedish else _SHARED:
            text = rule.apply(text)
        if swedish and ('"' in text or "“" in text or "„" in text or "‟" in text):
            text = "\n".join(map(_quoted, text.split("\n")))
        if text == before:
            break
    return text


def compose(text: str) -> str:
    """Return the text with one character where a letter and its mark stood as two, and letters for ligatures."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_LIGATURES) if max(text) >= "ﬀ" else text


def _in_address(text: str, at: int) -> bool:
    """Tell whether the place is within a web or e-mail address."""
    left, right = text[max(0, at - _LONGEST_ADDRESS) : at], text[at : at + _LONGEST_ADDRESS]
    left = left[max(left.rfind(" "), left.rfind("\n")) + 1 :]
    token = left + right.split(maxsplit=1)[0] if right[:1].strip() else left
    return "@" in token or "//" in token or "www." in token


def _span(match: re.Match[str]) -> str:
    """Two numbers with a dash where a span is surely meant: days before a month, years, what is counted, weeks, pages,
    and office hours behind their days.
    """
    first, last, text = match["first"], match["last"], match.string
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 16]
    hours = len(first) != 3 != len(last) and len(last) < 6 and not after[:1].isalnum()
    if hours and _compiled(rf"\b(?:[Vv]ardag(?:ar)?|[Hh]elg(?:er)?|[Dd]agligen|[Öö]ppet|{_DAY}) \Z").search(before):
        return f"{first}–{last}"
    if "." in first or "." in last or int(first) >= int(last):
        return match[0]
    years = len(first) == len(last) == 4 and first[:2] in ("19", "20") and last[:2] in ("19", "20")
    short = max(len(first), len(last)) < 4 and first[0] != "0" != last[0]
    named = r"\b(?:[Vv]eckorna|[Vv]ecka|v\.|[Ss]idan|[Ss]idorna|sid\.|[Åå]rskurs|[Åå]k|[Kk]lass|[Pp]lan|[Vv]åning) \Z"
    counted = short and (
        _compiled(rf"\.?\s{_MONTH}|[- ]{_COUNTED}").match(after)
        or (_compiled(named).search(before) and not after[:1].isalnum())
    )
    return f"{first}–{last}" if years or counted else match[0]


def _next_sentence(match: re.Match[str]) -> str:
    return match[0] if match["word"] in _NO_SENTENCE else f"{match['sign']} {match['word']}"


def _clock(match: re.Match[str]) -> str:
    """Return a clock time as it is written, "kl. 10–11", "klockan 10.30"; what can be none stands as it is."""
    word, text = match["word"].rstrip("."), match.string
    first, last = _hour(match["first"]), _hour(match["last"] or "")
    short = word[1:] == "l"
    if not first or last is None or text[match.end() :].startswith((" 000", "000")):
        return match[0]
    if (
        short
        and "." not in first
        and _compiled(r"(?:\bi|[Ee]lever|[Åå]k|[Åå]rskurs) \Z").search(text[: match.start()][-12:])
    ):
        return match[0]  # "i kl 7": a class at school
    return f"{word}{'.' if short else ''}{match['gap'] or ' '}{first}" + (f"–{last}" if last else "")


def _hour(written: str) -> str | None:
    """A time of the clock, "10", "10.30", of "10", "10:30", "1030"; None where it is none, "" of nothing."""
    hour, minute = re.split("[.:]", written) if "." in written or ":" in written else (written, "")
    if len(hour) > 2 and not minute:
        hour, minute = hour[:-2], hour[-2:]
    if not written:
        return ""
    sound = len(hour) < 3 and int(hour) < 25 and (not minute or int(minute) < 60)
    return (f"{hour}.{minute}" if minute else hour) if sound else None


def _dashed(match: re.Match[str]) -> str:
    """The same with its own points or colons: languages differ in them."""
    return "–".join(part.strip() for part in match[0].split("-"))


def _quoted(line: str) -> str:
    """The line with Swedish quotation marks: straight ones where each that opens is closed, no inches among them."""
    if '"' in line and line.count('"') == 2 * len(_compiled(r"(?<![\w)\"])\"(?=[\w(–-])").findall(line)):
        line = line.replace('"', "”")
    return line.translate(_QUOTES)


_TIME = r"(?:[01]?\d|2[0-4])"
_CLOCKS = (
    rf"{_OPEN}(?P<hour>{_TIME})[.:](?P<minute>[0-5]\d) ?[-–] ?(?P<hour2>{_TIME})[.:](?P<minute2>[0-5]\d)"
    r"(?![\d:/]|[.,-]\d)"
)
_TIME_BEHIND = r"[-–] ?[012]?\d[.:]\d"
_MONTHS_BEHIND = tuple(
    dash + month
    for dash in ("-", "- ")
    for month in ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
)
_RULES = (
    _Rule(("  ",), r"(?<=\S)[ \t]{2,}(?=\S)", " ", swedish=False),
    _Rule((" ,", " .", " ;", " !", " ?"), r"(?<=[\w)”\"]) +(?=[,.;!?](?:\s|\Z))", "", swedish=False),
    _Rule((" :",), r"(?<=[^\W\d_]) +(?=:(?:\s|\Z))", "", swedish=False),
    _Rule(("!!", "??"), r"([!?])\1+", r"\1", swedish=False),
    _Rule((",",), r",(?<=[^\W\d_]{2},)(?=[^\W\d_]{2}|\d)|,(?<=\w\d,)(?=[A-ZÅÄÖ][a-zåäö])", ", ", swedish=False),
    _Rule((";",), r";(?<=[^\W\d_]{2};)(?=[^\W\d_]{2})", "; ", swedish=False),
    _Rule(
        (".", "!", "?"),
        r"(?P<sign>[.!?])(?<=[a-zåäöé]{2}[.!?])(?P<word>[A-ZÅÄÖ][a-zåäöé]*)(?=[ ,:a-zåäöé])",
        _next_sentence,
        swedish=False,
    ),
    _Rule((":",), r":(?<=[a-zåäöé]{2}:)(?=[A-ZÅÄÖ][a-zåäöé])", ": ", swedish=False),
    _Rule(
        ("kl", "Kl"),
        r"\b(?P<word>[Kk]l\.?|[Kk]lockan)(?P<gap> ?)(?P<first>\d\d?[.:]\d\d|\d{1,4})"
        r"(?: ?[-–] ?(?P<last>\d\d?[.:]\d\d|\d{1,4}))?(?![\w]|[.:,/-]\d|–\d)",
        _clock,
        gate=r"[Kk]l(?:\.?|ockan) ?\d",
    ),
    _Rule(("-", "–"), _CLOCKS, r"\g<hour>.\g<minute>–\g<hour2>.\g<minute2>", gate=_TIME_BEHIND),
    _Rule(("-",), _CLOCKS.replace("[-–]", "-"), _dashed, swedish=False, gate=_TIME_BEHIND),
    _Rule(
        ("-",),
        _OPEN + r"(?P<first>\d{1,4}(?:\.\d\d)?) ?- ?(?P<last>\d{1,4}(?:\.\d\d)?)(?![\d/]|[-.:,]\d)",
        _span,
        swedish=False,
        gate=r"- ?\d",
    ),
    _Rule(
        ("-",), rf"\b(\d\d?\s{_MONTH}) ?- ?(\d\d?\s{_MONTH})", r"\1–\2", gate=r"[a-z] ?- ?\d\d?\s[a-z]"
    ),
    _Rule(_MONTHS_BEHIND, rf"\b({_MONTH}) ?- ?({_MONTH})", r"\1–\2"),
    _Rule(("dag-", "dag -", "dagar-", "dagar -", "dagen-"), rf"\b({_DAY}) ?- ?({_DAY})\b", r"\1–\2"),
    _Rule((" - ", " -- "), r"(?<=[^\s\d]) --? (?=\S)|(?<=\d) --? (?=[^\s\d])", " – ", swedish=False),
    _Rule(("- ",), r"(?m)^- (?=\w)", "– ", swedish=False),
    _Rule(("'",), r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", swedish=False),
    _Rule(("'",), r"(?<![\w'])'(\w[^'\n]{1,80}[\w.!?])'(?!\w)", r"’\1’"),
    _Rule((" ",), rf"{_OPEN}(\d{{2,3}})(\d{{3}})(?=\s{_AMOUNT})", r"\1 \2", gate=r"\d\d\d\d\d\s[a-zåäö]"),
    _Rule((".",), rf"{_OPEN}([1-9]\d{{0,2}})\.(\d{{3}})(?=\s{_AMOUNT})", r"\1 \2", gate=r"\.\d{3}\s[a-zåäö]"),
    _Rule((" milj", " procent", " %"), rf"{_OPEN}(\d{{1,3}})\.(\d\d?)(?=\s(?:miljon|miljard|procent|%))", r"\1,\2"),
    _Rule(("%",), r"(?<=\d)%(?!\w)", " %"),
)  # fmt: skip
_SHARED = tuple(rule for rule in _RULES if not rule.swedish)
"""What other languages write so too."""
