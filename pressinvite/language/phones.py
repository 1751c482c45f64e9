"""Phone numbers: any Swedish notation in, E.164 inside, the national form out.

A number with an extension is "+46406280400;ext=12", as RFC 3966 has it in tel: addresses. Known short numbers
(112, 1177) have no E.164 form and stay as they are.
"""

from __future__ import annotations

import re
from functools import cache

from pressinvite.language.area_codes import split_area

_PLANS = {"358": ("0", 5, 12), "44": ("0", 9, 10), "47": ("", 8, 8), "45": ("", 8, 8), "372": ("", 7, 8), "371": ("", 8, 8),
          "354": ("", 7, 7)}  # fmt: skip
"""Country code → what begins a number within the country, and how many digits follow (ITU-T E.164, national plans)."""
SHORT_NUMBERS = frozenset({"112", "1177", "11313", "11414", "116000", "116111", "116117", "118118", "90000"})
_FINNISH = r"\+358(1\d|2[09]|30|4\d|50|7\d|[235689])(\d{4}(?=\d{4}$)|\d{3})(\d{3,4})"
"""Finland's area codes without their 0, those of mobiles and of the whole country first (Traficom, the numbering plan)."""
_GROUPS = {4: (2, 2), 5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2), 9: (3, 2, 2, 2), 10: (3, 3, 2, 2)}
_ONE_DIGIT_COUNTRIES = ("1", "7")
_TWO_DIGIT_COUNTRIES = (
    *("20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49"),
    *("51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84"),
    *("86", "90", "91", "92", "93", "94", "95", "98"),
)
# Dashes, blanks and marks that part the digits; bidirectional marks come along when a number is copied.
_SEPARATORS = dict.fromkeys(
    map(ord, " \t\u00a0\u2007\u2009\u202f\u2002\u2003.-\u2010\u2011\u2012\u2013\u2014\u2212/\u00ad")
)
_SEPARATORS |= dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202c\ufeff\u2060"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Extension at the end, label at the start; compiled when the first number is read."""
    extension = re.compile(
        r"[\s,;(]*(?:;ext=|ankn(?:ytning|\.)?|ext(?:ension|\.)?|x)[\s:.]*(\d{1,6})\)?\s*$", re.IGNORECASE
    )
    label = re.compile(r"^(?:tfn|tlf|tel|telefon|phone|mobil|mobile|mob|växel|vx)[.:\s]+", re.IGNORECASE)
    return extension, label


def parse_phone(written: str) -> str | None:
    """E.164 of a number in any Swedish notation, or of a foreign one with its country code; None for what is none."""
    if written.lower() == written.upper():  # no letters, so neither a label nor an extension
        return _parse_digits(written.strip().strip(" ,;:"))
    extension_pattern, label_pattern = _patterns()
    text = label_pattern.sub("", written.strip())
    extension = extension_pattern.search(text)
    if extension:
        text = text[: extension.start()]
    number = _parse_digits(text.strip(" ,;:"))
    if number is None or not extension:
        return number
    return f"{number};ext={extension[1]}" if number.startswith("+") else None


def _parse_digits(text: str) -> str | None:
    """E.164 of a number without label and extension."""
    compact = text.translate(_SEPARATORS).replace("(0)", "").replace("(", "").replace(")", "")
    digits = compact.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if compact in SHORT_NUMBERS:
        return compact
    if compact.startswith("+"):
        return _parse_international(digits)
    if digits.startswith("00"):
        return _parse_international(digits[2:])
    if digits.startswith("0"):
        return f"+46{digits[1:]}" if split_area(digits[1:]) else None
    # "46 70 174 06 05": the country code without its sign
    return _parse_international(digits) if digits.startswith("46") and len(digits) >= 10 else None


def _parse_international(digits: str) -> str | None:
    """E.164 of digits that start with a country code; a Swedish 0 after it is left out."""
    if digits.startswith("46"):
        national = digits[2:].removeprefix("0")
        return f"+46{national}" if split_area(national) else None
    long_enough = 7 <= len(digits) <= 15 and not digits.startswith("0")  # ITU-T E.164 section 6
    return f"+{digits}" if long_enough else None


def parse_abroad(written: str, country: str) -> str | None:
    """E.164 of a number as it is written within another country, "050 415 6789" in Finland; None for what is none there."""
    trunk, fewest, most = _PLANS.get(country, ("", 1, 0))
    digits = _patterns()[1].sub("", written.strip()).translate(_SEPARATORS).replace("(", "").replace(")", "")
    national = digits.removeprefix(trunk) if digits.isascii() and digits.isdigit() else ""
    begins = digits.startswith(trunk) if trunk else not national.startswith("0")
    return f"+{country}{national}" if begins and fewest <= len(national) <= most else None


def split_extension(number: str) -> tuple[str, str]:
    """Number and extension, "" where it has none."""
    plain, _, extension = number.partition(";ext=")
    return plain, extension


def format_phone(e164: str) -> str:
    """National form of a Swedish number, "070-349 53 50"; foreign ones "+45 33 12 34 56"; other text as it is."""
    number, _ = split_extension(e164)
    parts = split_area(number[3:]) if number.startswith("+46") else None
    if parts is None:
        return format_abroad(number)
    area, subscriber = parts
    return f"0{area}-{_group(subscriber)}"


def format_abroad(e164: str) -> str:
    """International form, as ITU-T E.123 has it: "+46 70 349 53 50"; other text as it is."""
    number, _ = split_extension(e164)
    digits = number[1:]
    if not (number.startswith("+") and digits.isascii() and digits.isdigit()):
        return number
    country = _country_code(digits)
    national = digits[len(country) :]
    parts = split_area(national) if country == "46" else None
    if parts:
        return f"+46 {parts[0]} {_group(parts[1])}"
    pairs = {"45", "47", "33"}  # eight digits in pairs: Denmark, Norway; nine: France
    grouped = " ".join(re.findall(r"\d(?=(?:\d\d)+$)|\d\d", national)) if country in pairs else national
    return f"+{country} {grouped}"


def format_finnish(e164: str) -> str:
    """A number of Finland in the groups that Finns write: "+358 40 123 4567", "+358 9 123 4567"; other text as it is."""
    number, _ = split_extension(e164)
    parts = re.fullmatch(_FINNISH, number)
    return f"+358 {parts[1]} {parts[2]} {parts[3]}" if parts else format_abroad(number)


def _country_code(digits: str) -> str:
    """The country code that digits start with (ITU-T E.164, list of assigned codes)."""
    if digits.startswith(_ONE_DIGIT_COUNTRIES):
        return digits[0]
    return digits[:2] if digits[:2] in _TWO_DIGIT_COUNTRIES else digits[:3]


def _group(digits: str) -> str:
    """Digits in groups as DESIGN's table has them; other lengths undivided."""
    groups: list[str] = []
    for length in _GROUPS.get(len(digits), (len(digits),)):
        groups.append(digits[:length])
        digits = digits[length:]
    return " ".join(groups)


def is_dialable(e164: str) -> bool:
    """True where a phone can call it: a whole number in E.164 (with or without an extension) or a known short one."""
    number, extension = split_extension(e164)
    if number in SHORT_NUMBERS:
        return not extension
    return number.startswith("+") and _parse_digits(number) == number
