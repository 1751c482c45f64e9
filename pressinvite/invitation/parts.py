"""What an invitation is made of: a meeting in one language, every word chosen, nothing laid out yet.

Page, mail, text and calendar file show the same parts in the same order. Texts are plain; templates escape them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation

CALENDARS = {"google": "Google", "outlook": "Outlook.com", "office365": "Microsoft 365", "yahoo": "Yahoo"}
"""Keys of the add-to-calendar addresses, and the names that are the same in every language."""


class Words(NamedTuple):
    """A text, and its language where that is not the invitation's."""

    text: str
    lang: str = ""
    """BCP 47 tag, "" for the invitation's own language."""


class Line(NamedTuple):
    """One line of a fact: "E-post: press@kommun.example"."""

    text: str
    before: str = ""
    """What it is, where the row's label does not tell: "E-post"."""
    after: str = ""
    """Stands behind, unlinked: ", senast fredag 20 januari 2012"."""
    href: str = ""
    """http, https, mailto or tel; "" where it is no link."""
    lang: str = ""
    """As in Words."""
    strong: bool = False
    """The line that the row is about."""
    quiet: bool = False
    """Old values and remarks."""
    short: str = ""
    """Stands behind the text in brackets: the party's letters."""
    meaning: str = ""
    """What `short` stands for, "" where nobody knows."""


class Row(NamedTuple):
    """A fact with its label: Tid, Plats, Medverkande."""

    key: str
    """Stable name for style sheets and templates: `time`, `place`, `online`."""
    label: str
    lines: tuple[Line, ...]
    note: str = ""
    """What text and mail say below them, and pages behind the letters: "S = Socialdemokraterna"."""


class Banner(NamedTuple):
    """What a reader of an earlier invitation must know first."""

    kind: str
    """`cancelled`, `postponed` or `changed`."""
    title: str
    lines: tuple[str, ...]


class Link(NamedTuple):
    """Words that lead somewhere."""

    text: str
    href: str


class Card(NamedTuple):
    """A contact."""

    name: str
    role: Words | None
    phones: tuple[Link, ...]
    """Numbers in the language's notation; the href is "" where a number cannot be dialled."""
    emails: tuple[Link, ...]
    hours: Words | None


class Leaf(NamedTuple):
    """The calendar leaf beside the time."""

    day: str
    month: str


class Letter(NamedTuple):
    """What a message that is sent says at its end: to whom, and how to be left in peace.

    In a template each of the recipient's parts stands as it is, on a line that is left out where the recipient lacks it.
    """

    who: str
    """Name, outlet and address, so that a wrong one is seen."""
    notice: tuple[str, ...]
    """Sentences: what is kept about the recipient (in the first message), how to have no more of them."""
    name: str = ""
    """For an organisation's own templates."""
    outlet: str = ""
    """As name."""


class Invitation(NamedTuple):
    """A meeting in one language, ready to be laid out."""

    meeting: Meeting
    """The meeting whose words these are, without characters that no page can show."""
    organisation: Organisation
    language: Language
    lang: str
    """The `lang` of the whole."""
    stem: str
    """File name without its ending."""
    label: str
    """ "Pressinbjudan · pressträff"."""
    heading: Words
    prefix: str
    """As "INSTÄLLT" or "UPPSKJUTET", which stands before the heading and SUMMARY; empty otherwise."""
    subject: str
    preheader: str
    """Date, time and place, for the mail program's list; first what changed."""
    when: str
    """The whole time as a label."""
    banners: tuple[Banner, ...]
    lead: tuple[Words, ...]
    """Paragraphs; a line break within one is kept."""
    rows: tuple[Row, ...]
    leaf: Leaf | None
    body: tuple[Words, ...]
    contacts: tuple[Card, ...]
    standing: tuple[Card, ...]
    about: tuple[Words, ...]
    about_title: str
    """ "Om Malmö stad"; "Om oss" where several invite."""
    links: Mapping[str, str]
    """Calendar's name → address that adds the meeting to it; empty where nothing is to be added."""
    text_links: Mapping[str, str]
    """The same, short: plain text writes them out, and a mail's two bodies say the same."""
    organiser: str
    """Who invites, by name; "" where nobody is named."""
    source: str
    """ "Källa: Malmö stad. Publicerat 18 januari 2012."; "" where neither is known."""
    url: str
    """The release's address, "" where it has none that can be linked."""
    modified: dt.datetime | None
    letter: Letter | None = None
    """None where nothing is sent: on the page, in drafts and in the calendar."""
