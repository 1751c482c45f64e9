"""What the tests of exchange formats share: samples told, the published schemas, and meetings of every shape."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from pressinvite.invitation import compose
from pressinvite.invitation.exchanged import told_of
from pressinvite.language import open_language
from pressinvite.meeting import (
    Contact,
    Meeting,
    Online,
    Organisation,
    Participant,
    Place,
    Registration,
    Translation,
    with_identity,
    with_text,
)
from pressinvite.reading.datafile import read_data
from pressinvite.reading.release import read_release
from pressinvite.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.exchange.told import Told

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "bjorkvik"
EXPECTED = ROOT / "tests" / "expected" / "exchange"
MOMENT = dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC)
DAY = dt.date(2027, 1, 4)
ORGANISATION = open_workspace(SAMPLES / "pressinvite.toml", environ={}).organisation


def tell(meeting: Meeting, language: str = "sv", *, organisation: Organisation = ORGANISATION, **given: Any) -> Told:
    whole = with_identity(meeting, organiser=organisation.name, moment=MOMENT)
    invitation = compose(whole, organisation=organisation, language=open_language(language))
    return told_of(invitation, **given)


def sample_meetings() -> Iterator[tuple[str, Meeting]]:
    """All meetings of the sample organisation by the names of their files."""
    for path in sorted(SAMPLES.iterdir()):
        text = path.read_text("utf-8") if path.suffix in (".yaml", ".txt") else ""
        meetings = read_data(text).meetings if path.suffix == ".yaml" else ()
        meetings = read_release(text, published=DAY, today=DAY).meetings if path.suffix == ".txt" else meetings
        for number, meeting in enumerate(meetings):
            whole = with_identity(meeting, organiser=ORGANISATION.name, moment=MOMENT)
            yield f"{path.name}[{number}]", whole._replace(evidence={})


# The schemas with their formats taken in earnest: jsonschema leaves these to packages of their own.

FORMATS = FormatChecker(())


@FORMATS.checks("date-time")
def is_date_time(value: object) -> bool:
    """RFC 3339, section 5.6: with seconds and an offset."""
    if not isinstance(value, str):
        return True
    found = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", value)
    return bool(found) and dt.datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("date")
def is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value) and dt.date.fromisoformat(value))


@FORMATS.checks("uri")
def is_uri(value: object) -> bool:
    """RFC 3986: a scheme, then only characters that may stand in a URI."""
    allowed = r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
    return not isinstance(value, str) or bool(re.fullmatch(allowed, value))


POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "minItems": 2, "maxItems": 3, "items": {"type": "number"}},
    },
}
"""RFC 7946, section 3.1.2: what we write of GeoJSON; ninjs refers to the schema of all of it by its address."""


def _schema(name: str) -> Any:
    return json.loads((ROOT / "tests" / "schemas" / name).read_text("utf-8"))


def _registry() -> Registry[Any]:
    point = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema", **POINT})
    return Registry().with_resource("https://geojson.org/schema/GeoJSON.json", point)


NINJS = Draft202012Validator(_schema("ninjs-schema_3.1.json"), registry=_registry(), format_checker=FORMATS)
TTNINJS = Draft4Validator(_schema("ttninjs-schema_1.8.json"), format_checker=FORMATS)


# Meetings of every shape, as a loader gives them: texts without blanks at their ends.

letters = st.characters(categories=["L", "N", "P", "S"], exclude_characters="\ufffd")
words = st.text(letters, min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)
blocks = st.lists(lines, min_size=1, max_size=3).map("\n".join)
texts = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
urls = st.sampled_from(
    ["https://a.example/x", "https://a.example/m?a=1&b=2", "http://b.example", "https://b.example/%C3%A5"]
)
phones = st.integers(605, 699).map("+46701740{}".format)
emails = st.sampled_from(["a@b.example", "press@bjorkvik.example"])
days = st.dates(dt.date(2000, 1, 1), dt.date(2037, 6, 30))
clocks = st.builds(
    dt.datetime.combine, days, st.times(dt.time(4), dt.time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
)
moments = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2037, 6, 30)).map(
    lambda at: at.replace(microsecond=0, tzinfo=dt.UTC)
)
names = st.lists(lines, max_size=3, unique=True).map(tuple)
places = st.builds(
    Place, venue=lines, building=st.none() | lines, street=st.none() | lines, city=st.none() | lines,
    postal_code=st.none() | st.just("222 22"), directions=st.none() | lines, map_url=st.none() | urls,
    text=st.none(), latitude=st.none(), longitude=st.none(),
).flatmap(
    lambda place: st.just(with_text(place))
    | st.just(with_text(place._replace(latitude=55.5, longitude=13.25)))
)  # fmt: skip
contacts = st.builds(
    Contact, name=st.none() | lines, role=st.none() | lines, phones=st.lists(phones, max_size=2).map(tuple),
    emails=st.lists(emails, max_size=2, unique=True).map(tuple), standing=st.booleans(), hours=st.none() | lines,
)  # fmt: skip
registrations = st.builds(
    Registration, required=st.none() | st.booleans(), deadline=st.none() | days | clocks, email=emails,
    url=st.none() | urls, phone=st.none() | phones,
)  # fmt: skip
translations = st.builds(
    Translation, title=lines, lead=st.none() | texts, body=st.none() | texts, kind=st.none() | lines,
    directions=st.none() | lines, accreditation=st.none() | texts, access=st.none() | texts,
    interviews=st.none() | texts, photo=st.none() | texts, about=st.lists(texts, max_size=2).map(tuple),
)  # fmt: skip


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """A sound meeting; its clock is Stockholm's or Helsinki's."""
    start = draw(days | clocks)
    if isinstance(start, dt.datetime):
        end = draw(st.none() | st.integers(1, 3000).map(lambda minutes: start + dt.timedelta(minutes=minutes)))
        end = end if end is None or end.hour > 3 else end.replace(hour=4)  # no hour that a clock skips
        end = end if end is None or end > start else None
    else:
        end = draw(st.none() | st.integers(1, 5).map(lambda more: start + dt.timedelta(days=more)))
    optional = {
        key: draw(st.none() | texts) for key in ("lead", "body", "accreditation", "access", "interviews", "photo")
    }
    return Meeting(
        **optional,
        title=draw(st.none() | lines),
        kind=draw(st.none() | st.sampled_from(["pressträff", "presskonferens", "seminarium"])),
        start=start,
        end=end,
        timezone=draw(st.sampled_from(["Europe/Stockholm", "Europe/Helsinki"])),
        place=draw(st.none() | places),
        online=draw(st.none() | st.builds(Online, lines, st.none() | urls)),
        participants=tuple(
            draw(
                st.lists(
                    st.builds(Participant, lines, st.sampled_from([None, "S", "MP"]), st.none() | lines), max_size=3
                )
            )
        ),
        contacts=tuple(draw(st.lists(contacts, max_size=3))),
        registration=draw(st.none() | registrations),
        organisers=draw(names.filter(bool)),
        topics=draw(names),
        categories=draw(names),
        regions=draw(names),
        about=tuple(draw(st.lists(texts, max_size=2))),
        language=draw(st.sampled_from(["sv", "en", "sv-FI"])),
        translations=draw(st.dictionaries(st.sampled_from(["fi", "de"]), translations, max_size=2)),
        url=draw(st.none() | urls),
        published=draw(st.none() | days),
        embargo=draw(st.none() | clocks),
        audience=draw(st.sampled_from(["open", "limited"])),
        uid=draw(st.sampled_from(["a@b.example", "urn:uuid:5a0a0a0a-0000-4000-8000-000000000000", "x y", "åäö"])),
        sequence=draw(st.integers(0, 9)),
        status=draw(st.sampled_from(["confirmed", "tentative", "postponed", "cancelled"])),
        created=draw(moments),
        modified=draw(moments),
    )
