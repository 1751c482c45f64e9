"""One language's words and forms: what templates and messages call.

The words and the patterns of forms stand in the catalogues; the rules of Swedish forms are those of
"Myndigheternas skrivregler", as DESIGN's table has them, of Finnish ones those of Kielitoimiston ohjepankki.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pressinvite.language import dates, kinds, parties, phones
from pressinvite.language.catalogues import open_catalogue
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


class Language:
    """The words and forms of one language. Made by `open_language`."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        """As asked for, for `lang` attributes."""
        self._catalogue = open_catalogue(tag)

    def text(self, msgid: str, /, **values: object) -> str:
        """The text in this language, its placeholders filled; without values they stay as they stand."""
        text = self._catalogue.gettext(msgid) if msgid else ""  # "" is the catalogue's own header
        return text.format_map(values) if values else text

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The form for a count; {count} is filled."""
        return self._catalogue.ngettext(one, many, count).format_map({"count": count, **values})

    def date_running(self, day: dt.date) -> str:
        """In running text: "onsdagen den 25 januari 2012"."""
        return dates.date_running(self, day)

    def date_label(self, day: dt.date, *, week: bool = False) -> str:
        """As a label: "onsdag 25 januari 2012", with the week "… 2012, vecka 4" (ISO 8601)."""
        return dates.date_label(self, day, week=week)

    def date_plain(self, day: dt.date) -> str:
        """Without the weekday: "25 januari 2012"."""
        return dates.date_plain(self, day)

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """Several days: "25–26 januari 2012", "31 januari–1 februari 2012"."""
        return dates.date_range(self, first, last)

    def clock(self, start: dt.datetime | dt.time, end: dt.datetime | dt.time | None = None) -> str:
        """As a label, always with minutes: "kl. 09.00–15.45"."""
        return dates.clock(self, start, end)

    def clock_running(self, start: dt.datetime | dt.time, end: dt.datetime | dt.time | None = None) -> str:
        """In running text, whole hours without minutes: "kl. 9–15", "kl. 9.30–10.15"."""
        return dates.clock_running(self, start, end)

    def when(self, start: dt.date, end: dt.date | None = None) -> str:
        """The whole time as a label: "onsdag 25 januari 2012 kl. 15.00–15.45"."""
        return dates.when(self, start, end)

    def when_running(self, start: dt.date, end: dt.date | None = None) -> str:
        """The whole time in running text: "onsdagen den 25 januari 2012 kl. 15.00–15.45"."""
        return dates.when_running(self, start, end)

    def month_name(self, day: dt.date) -> str:
        """The month by itself: "januari", "tammikuu"."""
        return self.text(dates.MONTHS_ALONE[day.month - 1])

    def month_title(self, day: dt.date) -> str:
        """A month as a heading: "januari 2012", "tammikuu 2012"."""
        return dates.month_title(self, day)

    def weekday_name(self, day: dt.date | int) -> str:
        """As in "onsdag"; also of a number, 0 is Monday."""
        return self.text(dates.WEEKDAYS[day if isinstance(day, int) else day.weekday()])

    def month_short(self, day: dt.date) -> str:
        """For the calendar leaf: "jan", "sept"."""
        return self.text(dates.MONTHS_SHORT[day.month - 1])

    def phone(self, e164: str) -> str:
        """National form in Swedish, international in other languages, Finland's numbers in groups for Finnish readers;
        other text is returned as it is.
        """
        number, extension = phones.split_extension(e164)
        shown = phones.format_phone(number) if self.national else phones.format_abroad(number)
        if number.startswith("+358") and self.tag.lower().split("-")[0] == "fi":
            shown = phones.format_finnish(number)
        return self.text(N_("{number} ext. {extension}"), number=shown, extension=extension) if extension else shown

    @property
    def national(self) -> bool:
        """True where the reader is in Sweden: Swedish phone numbers stand without +46."""
        return self.tag.lower().split("-")[0] == "sv" and not self.tag.lower().endswith("-fi")

    def join(self, words: Sequence[str], *, alternative: bool = False) -> str:
        """A list in words: "a, b och c"; "samt" before the last where a part already holds "och"; "eller" on demand."""
        if len(words) < 2:
            return "".join(words)
        conjunction = self.text(N_("list|or") if alternative else N_("list|and"))
        if not alternative and any(f" {conjunction} " in word for word in words):
            conjunction = self.text(N_("list|as well as"))
        return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"

    def party_name(self, code: str) -> str | None:
        """The party's name, None for an unknown code: "S" → "Socialdemokraterna"."""
        msgid = parties.PARTIES.get(code)
        return self.text(msgid) if msgid else None

    def kind(self, kind: str) -> str:
        """A known kind of meeting in this language: "pressträff" → "press meeting"; others as they are."""
        return kinds.translate_kind(self, kind)


@cache
def open_language(tag: str) -> Language:
    """The language of a BCP 47 tag; kept for the next time. Unknown languages speak English."""
    return Language(tag)
