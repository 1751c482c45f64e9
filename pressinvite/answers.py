"""What came back, shown: what a reading of replies found, and who comes to a meeting as table, CSV, JSON and the
reception's list to print. Nothing that a stranger wrote reaches a terminal, a cell or a page as anything but words.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pressinvite import zones
from pressinvite.delivery.credentials import parse_server
from pressinvite.delivery.replies.mail import clean_line
from pressinvite.dispatch.posting import read_secret
from pressinvite.errors import Finding, SettingsError, UsageError
from pressinvite.language.answers import doubt_words, kind_word
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.replies.attendance import Guest
    from pressinvite.delivery.replies.imap import Mailbox
    from pressinvite.delivery.replies.sources import Arrived
    from pressinvite.delivery.replies.taking import Taken
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting
    from pressinvite.templating import Templates
    from pressinvite.workspace import Workspace

_MARKS: Mapping[str, bool | None] = {N_("yes"): True, N_("no"): False, N_("unknown"): None}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""
_A_DAY = 86_400.0
_EMPTY_ROWS = 6
"""On the reception's list, for those whom nobody expected."""
_OPEN = frozenset({"tentative", "delegated", "counter", "undecided", "answered"})


def read_mailbox_settings(workspace: Workspace, environ: Mapping[str, str]) -> Mailbox:
    """Return the mailbox that the settings name. Raises SettingsError where there is none, or one that cannot be used."""
    from pressinvite.delivery.replies.imap import Mailbox  # noqa: PLC0415 -- files need no connection

    told = workspace.settings.get("imap", {})
    if not told.get("url"):
        raise SettingsError(Finding("no-mailbox", "error"))
    server = parse_server(told["url"], "imap")
    secret = read_secret(server, workspace, environ) if server.user else None
    return Mailbox(server, told.get("folder") or "INBOX", secret)


def read_new(workspace: Workspace, ledger: Ledger, environ: Mapping[str, str], *, now: float) -> Iterator[Arrived]:
    """Yield what is new in the settings' mailbox, from the day of the first mailing on: before it nobody answered."""
    from pressinvite.delivery.replies.imap import read_mailbox  # noqa: PLC0415 -- files need no connection
    from pressinvite.delivery.replies.sent import first_mailing  # noqa: PLC0415 -- as above
    from pressinvite.delivery.replies.taking import read_place  # noqa: PLC0415 -- as above

    mailbox = read_mailbox_settings(workspace, environ)
    before = read_place(ledger, mailbox.name)
    yield from read_mailbox(mailbox, read_before=before, since=(first_mailing(ledger) or now) - _A_DAY)


def parse_mark(written: str, language: Language) -> tuple[str, bool | None]:
    """Return the address and the word, English or the language's, of "anna@tidning.example=yes"; UsageError where it is
    none.
    """
    address, _, word = written.rpartition("=")
    word = word.strip().lower()
    known = {**_MARKS, **{language.text(msgid): coming for msgid, coming in _MARKS.items()}}
    if not address or word not in known:
        raise UsageError(Finding("bad-mark", "error", "", {"found": written}), source="--mark")
    return address.strip(), known[word]


# what was found


def render_taken(taken: Taken, titles: Mapping[str, str], language: Language) -> str:
    """Return what a reading found: each reply under its meeting, then the counts."""
    _ = language.text
    lines: list[str] = []
    by_meeting: dict[str, list[str]] = {}
    for each in taken.replies:
        reply = each.reply
        who = clean_line(reply.address or each.sender or _("somebody"))
        other = _("by {address}", address=each.sender) if "other-sender" in reply.doubts and each.sender else ""
        told = ", ".join(filter(None, (kind_word(reply.kind, language), other)))
        found = [f"  {who}: {told}"]
        remarks = tuple(doubt for doubt in reply.doubts if doubt != "other-sender")
        if remarks:
            mark = _("note: {words}") if reply.counts else _("not counted: {words}")
            found.append("    " + mark.format(words=doubt_words(remarks, language)))
        if reply.words:
            found.append("    " + _("“{words}”", words=_short(reply.words)))
        by_meeting.setdefault(reply.uid, []).extend(found)
    for uid, found in by_meeting.items():
        lines += [clean_line(titles.get(uid) or uid or _("No meeting")), *found, ""]
    read = language.plural("{count} mail was read", "{count} mails were read", taken.mails)
    counts = (
        language.plural("{count} reply", "{count} replies", len(taken.replies)),
        _("{count} read before", count=taken.repeated),
        _("{count} about something else", count=taken.unrelated),
    )
    lines.append(f"{read}: {', '.join(counts)}.")
    return "\n".join(lines) + "\n"


def taken_data(taken: Taken, sentences: Sequence[Mapping[str, object]]) -> str:
    """Return what a reading found as JSON."""
    replies = [
        {
            "source": each.source, "sender": each.sender, "kind": each.reply.kind, "uid": each.reply.uid,
            "address": each.reply.address, "sequence": each.reply.sequence, "at": _iso(each.reply.stamp),
            "counts": each.reply.counts, "doubts": list(each.reply.doubts), "words": each.reply.words, **each.reply.more,
        }
        for each in taken.replies
    ]  # fmt: skip
    data = {
        "mails": taken.mails, "repeated": taken.repeated, "unrelated": taken.unrelated, "replies": replies,
        "findings": list(sentences),
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def render_held_replies(held: Iterable[Mapping[str, Any]], language: Language) -> str:
    """Return what is held of somebody's replies, for the person whose they are; nothing where there is none."""
    _ = language.text
    lines = []
    for each in held:
        when = f"{dt.datetime.fromtimestamp(each['at']).astimezone():%Y-%m-%d %H:%M}"
        if each["kind"] == "marked":
            coming = {True: _("comes (marked)"), False: _("does not come (marked)"), None: _("unknown")}[each["coming"]]
            lines.append(f"{when}  {coming}")
            continue
        lines.append(f"{when}  {_('Reply')}: {kind_word(each['kind'], language)}")
        told = (
            clean_line(str(each[key]))
            for key in ("name", "sender", "subject", "words", "delegate", "source")
            if each.get(key)
        )
        lines.append(f"  {', '.join(told)}".rstrip())
    return "".join(f"{line}\n" for line in lines)


# who comes


def answer_word(guest: Guest, language: Language) -> str:
    """Return what somebody answered, in words: "comes", "sends anna@tidning.example (comes)"."""
    _ = language.text
    if guest.is_marked:
        return _("comes (marked)") if guest.coming else _("does not come (marked)")
    if guest.delegate:
        if guest.delegate_answer:
            word = kind_word(guest.delegate_answer, language)
            return _("sends {address} ({answer})", address=guest.delegate, answer=word)
        return _("sends {address}", address=guest.delegate)
    return kind_word(guest.answer, language)


def render_attendance(guests: Sequence[Guest], meeting: Meeting, language: Language, templates: Templates) -> str:
    """Return the table for the terminal."""
    _ = language.text
    head = (_("Name"), _("Outlet"), _("Address"), _("Answer"), _("When"))
    rows = [
        (
            clean_line(guest.name), clean_line(guest.outlet), clean_line(guest.address), answer_word(guest, language),
            _when(guest.at, meeting, language),
        )
        for guest in guests
    ]  # fmt: skip
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [_aligned(head, widths)]
    for row, guest in zip(rows, guests, strict=True):
        lines.append(_aligned(row, widths))
        lines += [f"    {note}" for note in _notes(guest, meeting, language)]
    values = {"lines": lines, "counts": count_words(guests, language), **_head(meeting, language)}
    return templates.render("attendance/table.txt", **values) + "\n"


def render_attendance_csv(guests: Iterable[Guest], language: Language) -> str:
    """Return the table for spreadsheets: `;` between cells, as Excel wants it in Swedish; no cell is a formula."""
    _ = language.text
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow((
        _("Name"), _("Outlet"), _("Address"), _("Invited"), _("Comes"), _("Answer"), _("When"), _("Words"), _("Sends"),
        _("Proposes"), _("Note"),
    ))  # fmt: skip
    coming = {True: _("yes"), False: _("no"), None: ""}
    for guest in guests:
        cells = (
            guest.name, guest.outlet, guest.address, guest.form, coming[guest.coming], answer_word(guest, language),
            _iso(guest.at), guest.words, guest.delegate, guest.start, doubt_words(guest.doubts, language),
        )  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
    return sheet.getvalue()


def attendance_data(guests: Iterable[Guest]) -> str:
    """Return the table as JSON."""
    told = [
        {
            **guest._asdict(), "at": _iso(guest.at) or None, "doubts": list(guest.doubts),
            "others": [each._asdict() for each in guest.others],
        }
        for guest in guests
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def render_door_list(guests: Sequence[Guest], meeting: Meeting, language: Language, templates: Templates) -> str:
    """Return the page for the reception desk: those who come, those who may, empty rows, boxes to tick."""
    come = [guest for guest in guests if guest.coming]
    may = [guest for guest in guests if guest.coming is None and guest.answer in _OPEN and guest.form]
    by_name = [sorted(map(_door_row, group), key=lambda row: row["sort"]) for group in (come, may)]
    page = templates.render(
        "attendance/door.html",
        come=by_name[0],
        may=by_name[1],
        empty=range(_EMPTY_ROWS),
        counts=count_words(guests, language),
        lang=language.tag,
        **_head(meeting, language),
    )
    return page + "\n"


def count_words(guests: Iterable[Guest], language: Language) -> str:
    """Return "12 invited: 5 come, 2 do not come, 1 is open, 3 have not answered, 1 could not be reached"."""
    _ = language.text
    invited = [guest for guest in guests if guest.form]
    counts = Counter(_standing(guest) for guest in invited)
    parts = (
        (counts["come"], language.plural("{count} comes", "{count} come", counts["come"])),
        (counts["not"], language.plural("{count} does not come", "{count} do not come", counts["not"])),
        (counts["open"], language.plural("{count} is open", "{count} are open", counts["open"])),
        (counts["none"], language.plural("{count} has not answered", "{count} have not answered", counts["none"])),
        (
            counts["opted-out"],
            language.plural(
                "{count} wants no more invitations", "{count} want no more invitations", counts["opted-out"]
            ),
        ),
        (
            counts["bounced"],
            language.plural("{count} could not be reached", "{count} could not be reached", counts["bounced"]),
        ),
    )
    told = ", ".join(words for count, words in parts if count)
    head = _("{count} invited", count=len(invited))
    return f"{head}: {told}" if told else head


def _standing(guest: Guest) -> str:
    if guest.coming is not None:
        return "come" if guest.coming else "not"
    if guest.answer in ("opted-out", "bounced"):  # no word on whether they come
        return guest.answer
    return "open" if guest.answer in _OPEN and "older-sequence" not in guest.doubts else "none"


def _door_row(guest: Guest) -> dict[str, str]:
    name = clean_line(guest.name) or guest.address
    shown = f"{guest.delegate} ({name})" if guest.delegate else name
    return {"name": shown, "outlet": clean_line(guest.outlet), "sort": shown.casefold()}


def _head(meeting: Meeting, language: Language) -> dict[str, Any]:
    place = meeting.place.text if meeting.place else meeting.online.platform if meeting.online else ""
    return {
        "title": meeting.title or language.kind(meeting.kind or ""),
        "title_lang": _other_language(meeting, language) if meeting.title else "",
        "when": language.when(meeting.start, meeting.end) if meeting.start else "",
        "place": place or "",
    }


def _other_language(meeting: Meeting, language: Language) -> str:
    """The meeting's language for `lang`, "" where the list is in it."""
    own = meeting.language.partition("-")[0].lower()
    is_other = own != language.tag.partition("-")[0].lower()
    return own if is_other and own.isascii() and own.isalpha() else ""


def _notes(guest: Guest, meeting: Meeting, language: Language) -> list[str]:
    """What stands below somebody's row: a proposed time, their words, what to look at."""
    _ = language.text
    notes = []
    if guest.answer == "counter" and guest.start:
        notes.append(_("proposes {time}", time=_proposed(guest, meeting, language)))
    if guest.words:
        notes.append(_("“{words}”", words=_short(guest.words)))
    if guest.doubts:
        notes.append(_("note: {words}", words=doubt_words(guest.doubts, language)))
    for other in guest.others:
        told = f"{clean_line(other.sender) or _('somebody')}: {kind_word(other.kind, language)}"
        notes.append(_("not counted: {words}", words=f"{told} ({doubt_words(other.doubts, language)})"))
    return notes


def _proposed(guest: Guest, meeting: Meeting, language: Language) -> str:
    """The proposed time on the meeting's clock."""
    start, end = _wall(guest.start, meeting), _wall(guest.end, meeting)
    if start is None:
        return ""
    is_same_kind = end is not None and isinstance(end, dt.datetime) == isinstance(start, dt.datetime)
    return language.when(start, end if is_same_kind and isinstance(start, dt.datetime) else None)


def _wall(written: str, meeting: Meeting) -> dt.date | None:
    try:
        if "T" not in written:
            return dt.date.fromisoformat(written) if written else None
        moment = dt.datetime.fromisoformat(written)
        if moment.tzinfo:
            moment = moment.astimezone(zones.open_zone(meeting.timezone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment


def _when(at: float | None, meeting: Meeting, language: Language) -> str:
    if at is None:
        return ""
    moment = dt.datetime.fromtimestamp(at, dt.UTC).astimezone(zones.open_zone(meeting.timezone))
    return f"{language.date_plain(moment.date())} {language.clock(moment)}"


def _iso(at: float | None) -> str:
    return "" if at is None else dt.datetime.fromtimestamp(int(at), dt.UTC).isoformat()


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)).rstrip()


def _short(words: str) -> str:
    line = clean_line(words)
    return line if len(line) <= 160 else line[:159].rstrip() + "…"


def _cell(words: str) -> str:
    line = clean_line(words)
    return f"'{line}" if line.startswith(_FORMULA) else line
