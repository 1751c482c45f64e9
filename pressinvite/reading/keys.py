"""The meeting format's keys: which there are, what each holds and in which order they are written.

One table serves the loader (`reading.datafile`), the writer (`reading.document`) and the JSON Schema
(`reading.json_schema`), so that the three cannot disagree. DESIGN, "The meeting format".
"""

from __future__ import annotations

from typing import Literal, get_args

from pressinvite import errors
from pressinvite import meeting as nouns
from pressinvite.language.markers import N_
from pressinvite.records import NamedTuple

ValueKind = Literal[
    "line", "text", "day", "moment", "wall", "utc", "flag", "whole", "number", "address", "email", "phone",
    "zone", "language", "status", "audience", "certainty", "evidence", "alternative", "revision",
]  # fmt: skip
Shape = Literal["one", "many", "named"]


class Key(NamedTuple):
    """One key of a mapping."""

    name: str
    holds: ValueKind | type
    """A kind of scalar, or the noun whose keys the nested mapping has."""
    shape: Shape = "one"
    """`many`: a list of it; `named`: a mapping from free names to it."""
    required: bool = False


PLACE = (
    Key("text", "line"), Key("venue", "line"), Key("building", "line"), Key("street", "line"),
    Key("postal_code", "line"), Key("city", "line"), Key("directions", "line"),
    Key("latitude", "number"), Key("longitude", "number"), Key("map_url", "address"),
)  # fmt: skip
ONLINE = (Key("platform", "line"), Key("url", "address"))
PARTICIPANT = (Key("name", "line", required=True), Key("party", "line"), Key("role", "line"))
CONTACT = (
    Key("name", "line"), Key("role", "line"), Key("phones", "phone", "many"), Key("emails", "email", "many"),
    Key("standing", "flag"), Key("hours", "line"),
)  # fmt: skip
REGISTRATION = (
    Key("required", "flag"), Key("deadline", "moment"), Key("email", "email"), Key("url", "address"),
    Key("phone", "phone"),
)  # fmt: skip
TRANSLATION = (
    Key("title", "line"), Key("kind", "line"), Key("lead", "text"), Key("body", "text"), Key("directions", "line"),
    Key("accreditation", "text"), Key("access", "text"), Key("interviews", "text"), Key("photo", "text"),
    Key("about", "text", "many"),
)  # fmt: skip
MEETING = (
    Key("title", "line"), Key("kind", "line"), Key("status", "status"),
    Key("start", "moment"), Key("end", "moment"), Key("timezone", "zone"),
    Key("place", nouns.Place), Key("online", nouns.Online),
    Key("participants", nouns.Participant, "many"), Key("contacts", nouns.Contact, "many"),
    Key("registration", nouns.Registration),
    Key("accreditation", "text"), Key("access", "text"), Key("interviews", "text"), Key("photo", "text"),
    Key("organisers", "line", "many"), Key("language", "language"),
    Key("url", "address"), Key("published", "day"), Key("embargo", "wall"), Key("audience", "audience"),
    Key("topics", "line", "many"), Key("categories", "line", "many"), Key("regions", "line", "many"),
    Key("uid", "line"), Key("sequence", "whole"), Key("created", "utc"), Key("modified", "utc"),
    Key("lead", "text"), Key("body", "text"), Key("translations", nouns.Translation, "named"),
    Key("about", "text", "many"),
    Key("previous", "revision", "many"), Key("evidence", "evidence", "named"),
)  # fmt: skip

KEYS: dict[type, tuple[Key, ...]] = {
    nouns.Place: PLACE,
    nouns.Online: ONLINE,
    nouns.Participant: PARTICIPANT,
    nouns.Contact: CONTACT,
    nouns.Registration: REGISTRATION,
    nouns.Translation: TRANSLATION,
    nouns.Meeting: MEETING,
}
"""Noun → its keys, in the order they are written."""

CHOICES: dict[str, tuple[str, ...]] = {
    "status": get_args(nouns.Status),
    "audience": get_args(nouns.Audience),
    "certainty": get_args(errors.Certainty),
}
"""Kinds of which only these values are allowed."""

DESCRIPTIONS: dict[str, str] = {
    "line": N_("text on one line; in quotation marks where it could be taken for something else"),
    "text": N_("text; in quotation marks where it could be taken for something else"),
    "day": N_("a date such as 2012-01-25"),
    "moment": N_("local time such as 2012-01-25T15:00, or a date such as 2012-01-25; the zone stands under timezone"),
    "wall": N_("local time such as 2012-01-25T15:00; the zone stands under timezone"),
    "utc": N_("a moment in UTC such as 2012-01-20T08:00:00Z"),
    "flag": N_("true or false"),
    "whole": N_("a whole number such as 0 or 12"),
    "number": N_("degrees such as 55.7036"),
    "address": N_("a web address such as https://www.kommun.example/press"),
    "email": N_("an e-mail address such as press@kommun.example"),
    "phone": N_("a phone number such as 070-174 06 05"),
    "zone": N_("the name of a time zone such as Europe/Stockholm"),
    "language": N_("the short name of a language such as sv, en or fi"),
    "status": N_("confirmed, tentative, postponed or cancelled"),
    "audience": N_("open or limited"),
    "certainty": N_("sure, likely or guess"),
    "evidence": N_("the keys line, column, words and certainty"),
    "alternative": N_("the keys line, column, words and reason"),
    "revision": N_("the keys sequence and modified, and the old values"),
}
"""Kind → msgid of what is expected, for the finding that something else was found."""

REVISION_HEAD = (Key("sequence", "whole", required=True), Key("modified", "utc"), Key("moment", "utc"))
"""Keys of an entry of `previous` beside the old values; `moment` is another name of `modified`."""
SPOT = (Key("line", "whole", required=True), Key("column", "whole", required=True), Key("words", "line"))
EVIDENCE = (*SPOT, Key("certainty", "certainty"), Key("rejected", "alternative", "many"))
"""Keys of an entry of `evidence`."""
ALTERNATIVE = (*SPOT, Key("reason", "line"))
"""Keys of an entry of `rejected` in it."""
IDENTITY_KEYS = frozenset({"uid", "sequence", "created", "modified", "previous", "evidence"})
"""Keys whose old values a revision does not keep in `previous`."""
REVISED = tuple(key for key in MEETING if key.name not in IDENTITY_KEYS)
"""Keys that an entry of `previous` may hold beside `sequence` and `modified`."""


def table(noun: type) -> dict[str, Key]:
    """Return the noun's keys by name."""
    return {key.name: key for key in KEYS[noun]}
