"""What the fields of a meeting are called, how sure a reading is, and why something else was not taken, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.language.words import Language

FIELDS = {
    "title": N_("title"),
    "kind": N_("kind"),
    "status": N_("status"),
    "start": N_("beginning"),
    "date": N_("date"),
    "end": N_("end"),
    "timezone": N_("time zone"),
    "place": N_("place"),
    "text": N_("as shown"),
    "venue": N_("room or hall"),
    "building": N_("house"),
    "street": N_("street"),
    "postal_code": N_("postal code"),
    "city": N_("town"),
    "directions": N_("directions"),
    "latitude": N_("latitude"),
    "longitude": N_("longitude"),
    "map_url": N_("map"),
    "online": N_("online"),
    "platform": N_("service"),
    "participants": N_("participant"),
    "name": N_("name"),
    "party": N_("party"),
    "role": N_("role"),
    "contacts": N_("press contact"),
    "phones": N_("phone"),
    "phone": N_("phone"),
    "emails": N_("e-mail"),
    "email": N_("e-mail"),
    "standing": N_("press service"),
    "hours": N_("hours"),
    "registration": N_("registration"),
    "required": N_("needed"),
    "deadline": N_("last day"),
    "accreditation": N_("accreditation"),
    "access": N_("access"),
    "interviews": N_("interviews"),
    "photo": N_("photographs"),
    "organisers": N_("organiser"),
    "language": N_("language"),
    "translations": N_("translation"),
    "url": N_("web address"),
    "published": N_("published"),
    "embargo": N_("embargo"),
    "audience": N_("audience"),
    "topics": N_("subject"),
    "categories": N_("category"),
    "regions": N_("region"),
    "lead": N_("first paragraph"),
    "body": N_("text"),
    "about": N_("about the organiser"),
    "uid": N_("id"),
    "sequence": N_("revision"),
    "created": N_("written"),
    "modified": N_("changed"),
}
"""Key → msgid of its name; keys of all nouns together, for no two mean different things."""

CERTAINTIES = {"sure": N_("sure"), "likely": N_("likely"), "guess": N_("a guess")}

REASONS = {
    "lower-score": N_("more speaks for what was taken"),
    "other-purpose": N_("is about something else, such as registration, a programme or office hours"),
    "programme": N_("is a point of the programme"),
    "no-longer": N_("is said to be no longer so"),
    "stamp": N_("tells when the text was published or changed"),
    "past": N_("is before the day of publication"),
    "footer": N_("stands in what the newsroom adds to every release"),
    "furniture": N_("belongs to the web page and not to the text"),
    "contacts": N_("stands among the contacts"),
    "elsewhere": N_("is where somebody works or something else is, not where the press meets"),
    "another-meeting": N_("belongs to another of the meetings"),
}
"""Code → msgid of why a candidate was rejected."""

SIGNS = {
    "title-invites": N_("the headline speaks of an invitation or of the press"),
    "title-desk": N_("the headline is about the press desk itself: hours, numbers, accreditation"),
    "title-ends": N_("the headline says that something ends or pauses"),
    "labels": N_("time or place stands under a label"),
    "people-label": N_("participants or registration stand under a label"),
    "people-told": N_("time and place stand under labels, and who takes part is told"),
    "clear-time": N_("a clear clock time is stated"),
    "press-welcome": N_("the press is invited in so many words"),
    "kind": N_("a press meeting is named"),
    "no-press": N_("the press is not mentioned"),
    "public": N_("the public is spoken to"),
    "welcome-line": N_("a line says welcome"),
    "welcomed": N_("the sentence with the date says welcome"),
    "moved": N_("a press meeting is moved to a new time"),
    "form-alone": N_("only the layout is that of an invitation, and nobody is asked to come"),
    "hints": N_("there is talk of pictures, interviews or accreditation"),
    "sitting": N_("it is about sittings of a court or an assembly"),
    "registration": N_("the reader is asked to register"),
    "you-welcome": N_("the reader is welcome"),
    "from-press": N_("it comes from the press service"),
    "addressed": N_("newsrooms are addressed"),
    "to-the-press": N_("it begins with a greeting to the press"),
    "others-invited": N_("others than the press are invited"),
    "to-members": N_("it is a letter to members"),
    "to-investors": N_("it speaks to shareholders and analysts, and not to the press"),
    "has-been": N_("it tells of what has been"),
    "standing": N_("it is a page that stands all year"),
    "list-of-news": N_("it is a list of news"),
    "reports": N_("it reports what has been"),
    "no-invitation": N_("it says that it is no invitation"),
    "press-sentence": N_("the sentence with the time is about the press"),
    "other-sentence": N_("the sentence with the time is about something else"),
    "public-sentence": N_("the sentence with the time is for the public"),
    "set-off": N_("the time stands on a line of its own"),
    "timetable": N_("it is a timetable of several days"),
    "weekday-alone": N_("a weekday alone tells the day"),
    "habit": N_("the day is one of every week"),
    "no-time": N_("no clear clock time is stated"),
    "past": N_("the day is before the day of publication"),
    "other-purpose": N_("the clock time is for something else, such as registration"),
    "other-day": N_("the date is for something else, such as registration"),
    "doubtful-date": N_("it is doubtful whether the date is that of a meeting"),
}
"""Code → msgid of what speaks for a text's being an invitation, or against it."""


def field_name(path: str, language: Language) -> str:
    """What the last key of a path is called: "place.street" → "street", "contacts[0]" → "press contact"."""
    key = path.rpartition(".")[2].partition("[")[0]
    return language.text(FIELDS[key]) if key in FIELDS else key
