"""An invented organisation's press calendar for the tests of its pages: three years of meetings of every kind in two
languages, one whose every field means harm, one that was moved and one that was withdrawn.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

from pressinvite.publication import Published, open_site, publish
from pressinvite.workspace import open_workspace

SAMPLES = Path(__file__).parent.parent / "samples" / "bjorkvik"
NOW = dt.datetime(2027, 3, 10, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SITE = "https://press.bjorkvik.example/press/"

SETTINGS = """\
[organisation]
name = "Björkviks kommun"
website = "https://www.bjorkvik.example"
logo = "logotyp.svg"
accent = "#1b5e3f"
languages = ["sv", "en"]
about = ["Björkvik ligger mellan sjön och skogen och har 18 400 invånare."]
accessibility_statement = "https://www.bjorkvik.example/tillganglighet"

[[contact]]
name = "Pressjouren"
role = "Björkviks kommun"
phones = ["08-465 004 00"]
emails = ["press@bjorkvik.example"]
hours = "vardagar kl. 8–17"

[sender]
name = "Björkviks kommuns presstjänst"
email = "press@bjorkvik.example"
"""

_PLAIN = [
    ("Ny skola i Västra hamnen", "A new school in Västra hamnen", "pressträff", "Skola", "Norra Björkvik"),
    ("Bron över Storån öppnar för trafik", "The bridge across Storån opens", "pressvisning", "Trafik", "Centrum"),
    ("Bokslutet", "The annual accounts", "presskonferens", "Ekonomi", ""),
    ("Så blir sommarens simskolor", "This summer's swimming schools", "pressträff", "Kultur och fritid", "Södra Björkvik"),
    ("Klimatrapporten", "The climate report", "presseminarium", "Miljö", ""),
    ("Hundra nya lägenheter vid ån", "A hundred new flats by the river", "pressträff", "Bygga och bo", "Centrum"),
    ("Vaccinationerna inför hösten", "Vaccinations before the autumn", "presskonferens", "Vård och omsorg", ""),
    ("Äldreboendet Tallgläntan öppnar", "The care home Tallgläntan opens", "pressvisning", "Vård och omsorg", "Norra Björkvik"),
    ("Trygghetsmätningen", "The safety survey", "pressträff", "Trygghet", ""),
]  # fmt: skip
_WORD = "Kommunstyrelsesammanträdesprotokollsjusteringsförteckningen"


def demo_meetings() -> dict[str, dict[str, object]]:
    """The meetings by file name."""
    found: dict[str, dict[str, object]] = {}
    day = dt.date(2025, 2, 4)
    for index in range(36):
        title, english, kind, topic, region = _PLAIN[index % len(_PLAIN)]
        meeting = demo_meeting(
            f"{title} {day.year}", dt.datetime(day.year, day.month, day.day, 9 + index % 7, 30), kind=kind
        )
        meeting |= {"topics": [topic], "translations": {"en": {"title": f"{english} {day.year}"}}}
        if region:
            meeting["regions"] = [region]
        found[f"plain-{index:02}"] = meeting
        day += dt.timedelta(days=29 + index % 3)
    return found | _special() | {"hostile": hostile_meeting()}


def demo_meeting(title: str, start: dt.datetime | dt.date, **values: object) -> dict[str, object]:
    end = {"end": (start + dt.timedelta(minutes=45)).isoformat()} if isinstance(start, dt.datetime) else {}
    return {
        "title": title,
        "kind": "pressträff",
        "start": start.isoformat(),
        **end,
        "place": {"text": "Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik", "venue": "Vita salen", "city": "Björkvik"},
        "lead": "Kommunen visar underlaget, berättar vad som händer nu och svarar på frågor.",
        "participants": [
            {"name": "Yrsa Lindmark", "party": "C", "role": "kommunstyrelsens ordförande"},
            {"name": "Ture Backlund", "role": "gatuchef"},
        ],
        "contacts": [
            {
                "name": "Siv Almgren",
                "role": "kommunikatör",
                "phones": ["070-174 06 21"],
                "emails": ["siv.almgren@bjorkvik.example"],
            }
        ],
        "organisers": ["Björkviks kommun"],
        "published": "2025-01-20",
        "created": "2025-01-20T08:00:00Z",
        "modified": "2025-01-20T08:00:00Z",
        "uid": f"{start:%Y%m%d}-{title.casefold().replace(' ', '-')[:40]}@bjorkvik.example",
        **values,
    }


def _special() -> dict[str, dict[str, object]]:
    """One of each kind that pages treat in their own way, most in March 2027."""
    elsewhere = {"text": "Biblioteket, Kyrkogatan 8, Björkvik", "venue": "Biblioteket", "city": "Björkvik"}
    told, changed = "2027-02-26T08:00:00Z", "2027-03-08T09:15:00Z"
    meetings = {
        "today": demo_meeting("Så ska Storgatan byggas om", dt.datetime(2027, 3, 10, 15), topics=["Trafik", "Bygga och bo"],
                          regions=["Centrum"]),
        "moved": demo_meeting(
            "Nya badplatsen vid sjön", dt.datetime(2027, 3, 17, 16), topics=["Kultur och fritid"], sequence=1, modified=changed,
            previous=[{"sequence": 0, "modified": told, "start": "2027-03-17T15:00", "end": "2027-03-17T15:45",
                       "place": elsewhere}],
            translations={"en": {"title": "The new bathing place by the lake"}}),
        "rescheduled": demo_meeting(
            "Elnätets framtid", dt.datetime(2027, 3, 24, 10), sequence=1, modified=changed, topics=["Miljö"],
            previous=[{"sequence": 0, "modified": told, "start": "2027-03-19T10:00", "end": "2027-03-19T10:45"}]),
        "cancelled": demo_meeting("Invigningen av torget", dt.datetime(2027, 3, 12, 11), status="cancelled", sequence=1,
                              modified=changed, topics=["Trafik"], regions=["Centrum"],
                              previous=[{"sequence": 0, "modified": told, "status": "confirmed"}]),
        "postponed": demo_meeting("Ishallens upprustning", dt.datetime(2027, 3, 26, 13), status="postponed", sequence=1,
                              modified=changed, topics=["Kultur och fritid"],
                              previous=[{"sequence": 0, "modified": told, "status": "confirmed"}]),
        "tentative": demo_meeting("Statsbesök på sågverket", dt.datetime(2027, 4, 14, 14), status="tentative"),
        "online": demo_meeting("Budgetförslaget för 2028", dt.datetime(2027, 10, 7, 9, 30), kind="digital pressträff", place=None,
                           online={"platform": "Teams", "url": "https://teams.example/l/meetup/7f3a-bjorkvik"},
                           topics=["Ekonomi"], translations={"en": {"title": "The budget proposal for 2028"}}),
        "moved-online": demo_meeting(
            "Vattentäkten i Kvarnsjön", dt.datetime(2027, 3, 18, 9), place=None, sequence=1, modified=changed, topics=["Miljö"],
            online={"platform": "Teams", "url": "https://teams.example/l/meetup/9c1b-bjorkvik"},
            previous=[{"sequence": 0, "modified": told, "place": elsewhere, "online": None}]),
        "hybrid": demo_meeting("Skolvalet i siffror", dt.datetime(2027, 3, 17, 9), topics=["Skola"],
                           online={"platform": "Zoom", "url": "https://zoom.example/j/5550100"}),
        "all-day": demo_meeting("Öppet hus på reningsverket", dt.date(2027, 3, 20), topics=["Miljö"], regions=["Södra Björkvik"]),
        "days": demo_meeting("Landsbygdsministern besöker Björkvik", dt.date(2027, 3, 30), end="2027-04-02", kind="pressvisning"),
        "no-place": demo_meeting("Telefonpressträff om snöröjningen", dt.datetime(2027, 3, 11, 8), place=None, participants=[]),
        "long": demo_meeting(
            f"{_WORD} och de övriga handlingarna till höstens uppföljning av hållbarhetsarbetet läggs fram tillsammans med "
            "regionen, polisen och länsstyrelsen", dt.datetime(2027, 3, 17, 13),
            organisers=["Björkviks kommun", "Region Mellansjö", "Polisen"], topics=["Samhällsplaneringsfrågor", "Ekonomi"],
            regions=["Norra Björkvik", "Centrum", "Södra Björkvik"]),
        "full": demo_meeting(
            "Kommunen, regionen och polisen om tryggheten i sommar", dt.datetime(2027, 5, 11, 13), kind="presskonferens",
            body="Efter presentationerna finns tid för frågor.\n\nUnderlaget delas ut på plats.",
            registration={"required": True, "deadline": "2027-05-10T12:00", "email": "press@bjorkvik.example"},
            accreditation="Ta med giltig presslegitimation.", access="Entrén är öppen kl. 12.30–13.00.\nHörslinga finns.",
            interviews="Enskilda intervjuer kl. 14.00–14.30 i Lilla salen.", photo="Det går bra att fotografera.",
            organisers=["Björkviks kommun", "Region Mellansjö", "Polisen"], topics=["Trygghet"], url="https://www.bjorkvik.example/1",
            translations={"en": {"title": "The municipality, the region and the police on safety this summer"}}),
        "english": demo_meeting("Housing fair opens", dt.datetime(2027, 6, 2, 10), language="en", kind="press conference",
                            lead="Six architects show their houses.", topics=["Housing"]),
        "withdrawn": demo_meeting("En hemlighet som inte skulle ut", dt.datetime(2027, 3, 29, 9)),
        "renamed": demo_meeting("Biblioteket får ny chef", dt.datetime(2027, 4, 21, 10)),
    }  # fmt: skip
    return {
        name: {key: value for key, value in meeting.items() if value is not None} for name, meeting in meetings.items()
    }


MARK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ENDLESS = "Å" * 10_000


def hostile_meeting() -> dict[str, object]:
    """A meeting that the reader takes and that means harm in every field."""
    harm = f"\"'{MARK}{{{{ 7*7 }}}}{{% include 'x' %}}</title></style><!--\u202eabc\u2067{ENDLESS}"
    return {
        "title": f"Ont uppsåt {harm}",
        "kind": f"pressträff {harm}",
        "start": "2027-03-23T10:00",
        "end": "2027-03-23T11:00",
        "place": {"text": f"Plats {harm}"},
        "online": {"platform": f"Teams {harm}", "url": "https://teams.example/?a=1&b=%22%3E%3Cscript%3E"},
        "lead": f"Ingress {harm}",
        "body": f"Text {harm}\n\n{harm}",
        "participants": [{"name": f"Namn {harm}", "party": "C", "role": f"roll {harm}"}],
        "contacts": [
            {"name": f"Siv {harm}", "role": f"roll {harm}", "phones": ["070-174 06 21"], "hours": f"tid {harm}"}
        ],
        "organisers": [f"Kommun {harm}"],
        "topics": [f"Ämne {harm}"],
        "regions": [f"Område {harm}"],
        "accreditation": f"Kort {harm}",
        "access": f"Dörr {harm}",
        "interviews": f"Intervju {harm}",
        "photo": f"Foto {harm}",
        "about": [f"Om {harm}"],
        "published": "2027-02-20",
        "uid": f"ont-{MARK}@bjorkvik.example",
        "created": "2027-02-20T08:00:00Z",
        "modified": "2027-02-20T08:00:00Z",
        "translations": {"en": {"title": f"Harm {harm}", "lead": f"Lead {harm}"}},
    }


def write_organisation(folder: Path, meetings: dict[str, dict[str, object]]) -> None:
    """Make the organisation's folder."""
    (folder / "meetings").mkdir(parents=True, exist_ok=True)
    (folder / "pressinvite.toml").write_text(SETTINGS, "utf-8")
    shutil.copy(SAMPLES / "logotyp.svg", folder)
    for name, meeting in meetings.items():
        (folder / "meetings" / f"{name}.json").write_text(json.dumps(meeting, ensure_ascii=False), "utf-8")


def publish_organisation(folder: Path, *, url: str = SITE, now: dt.datetime = NOW) -> Published:
    """Publish it into its `public`."""
    workspace = open_workspace(folder / "pressinvite.toml", environ={})
    return publish(workspace, open_site(workspace, url), folder / "public", now=now)


def publish_demo(folder: Path, *, url: str = SITE) -> Path:
    """Make and publish the demo organisation, in two runs between which a meeting gets a new title and day, one is
    withdrawn, and a month loses its only meeting; return `public`.
    """
    meetings = demo_meetings()
    alone = demo_meeting("Flyttar till maj", dt.datetime(2028, 4, 5, 10))
    write_organisation(folder, meetings | {"alone": alone})
    first = publish_organisation(folder, url=url, now=NOW - dt.timedelta(days=1))
    assert first.stopped == (), first.readings
    (folder / "meetings" / "withdrawn.json").unlink()
    (folder / "meetings" / "alone.json").unlink()
    renamed = {
        "title": "Biblioteket får ny chef och nya öppettider",
        "start": "2027-04-22T10:00",
        "end": "2027-04-22T10:45",
    }
    write_organisation(folder, {"renamed": meetings["renamed"] | renamed})
    second = publish_organisation(folder, url=url)
    assert second.stopped == (), second.readings
    return folder / "public"
