"""What is told of a meeting that is checked."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

CHECKS = {
    "no-start": Words(
        N_("the meeting has no date"),
        N_("A meeting needs a date, and nearly always a time."),
        N_('write when it begins, for example "start: 2012-01-25T15:00"'),
    ),
    "no-time": Words(
        N_("the meeting has a date but no time"),
        N_("The calendar shows it as the whole of {date}."),
        N_("write at what time it begins, unless it lasts the whole day"),
    ),
    "end-before-start": Words(
        N_("the meeting ends before it begins"),
        N_("It begins {start:when} and ends {end:when}."),
        N_("correct the beginning or the end"),
    ),
    "time-in-gap": Words(
        N_("there is no such time that night: the clocks are put forward"),
        N_("{moment:when} does not exist in {zone}."),
        N_("choose a time before or after the change"),
    ),
    "time-in-overlap": Words(
        N_("that time comes twice that night: the clocks are put back"),
        N_("{moment:when} comes first in summer time, then in standard time, in {zone}. The first is taken."),
        N_("choose another time, or say in the text which of the two you mean"),
    ),
    "unknown-zone": Words(
        N_('"{zone}" is not a time zone'),
        N_("A time zone has a name such as Europe/Stockholm."),
        N_("correct the time zone, or leave it out"),
    ),
    "beyond-tables": Words(
        N_("the meeting is too far ahead"),
        N_("The rules for summer time are known until the end of 2037."),
        N_("check the year in {date}"),
    ),
    "end-differs-in-kind": Words(
        N_("only one of beginning and end has a time"),
        N_("It begins {start:when} and ends {end:when}."),
        N_("write a time for both, or for neither"),
    ),
    "long-meeting": Words(
        N_("the meeting is unusually long"),
        N_("It begins {start:when} and ends {end:when}."),
        N_("check the end"),
    ),
    "at-night": Words(
        N_("the meeting begins in the middle of the night"),
        N_("It begins {start:when}."),
        N_("check the time; leave it out if it is not known"),
    ),
    "in-the-past": Words(
        N_("the meeting has already been"),
        N_("It was on {date:running}, and today is {today:running}."),
        N_("check the date and the year"),
    ),
    "holiday": Words(
        N_("{date} is a Swedish public holiday: {holiday:word}"),
        N_("Few editorial offices send anybody on a public holiday."),
        N_("check the date"),
    ),
    "holiday-eve": Words(
        N_("{date} is the eve of a public holiday: {holiday:word}"),
        N_("Many editorial offices have few people at work then."),
        N_("check the date"),
    ),
    "dates-differ": Words(
        N_("the title and the text name different dates"),
        N_('The title says "{title}", the text "{body}".'),
        N_("correct the one that is wrong"),
    ),
    "title-date": Words(
        N_("the title names another date than the meeting's"),
        N_('The title says "{title}", and the meeting is on {date:running}.'),
        N_("correct the one that is wrong"),
    ),
    "place-parts-differ": Words(
        N_('"{part}" does not stand in the place that is shown'),
        N_('The place that is shown is "{text}".'),
        N_("write the same in both, or leave out the text of the place: it is then made of the parts"),
    ),
    "no-place": Words(
        N_("the meeting has no place"),
        N_("It says neither where to come nor how to take part from afar."),
        N_("write where the meeting is held, or add a link"),
    ),
    "no-contact": Words(
        N_("there is nobody to contact"),
        N_("A journalist must be able to reach somebody, by phone or e-mail."),
        N_("add a press contact with a phone number or an e-mail address"),
    ),
    "phone": Words(
        N_('"{phone}" cannot be dialled'),
        N_("A number has its area code, as in 070-174 06 05, or its country code, as in +46 70 174 06 05."),
        N_("correct the number"),
    ),
    "bad-email": Words(
        N_('"{address}" is not an e-mail address'),
        N_("An address is written name@organisation.example, without blanks."),
        N_("correct the address"),
    ),
    "bad-url": Words(
        N_('"{address}" is not a web address'),
        N_("An address begins with https:// and has no blanks."),
        N_("correct the address"),
    ),
    "deadline-after-meeting": Words(
        N_("the last day to register comes after the meeting"),
        N_("Registration closes {deadline:when}, the meeting begins {start:when}."),
        N_("correct the last day to register"),
    ),
    "registration-without-address": Words(
        N_("it is not told how to register"),
        N_("Whoever is to register needs an address or a phone number for it."),
        N_("add an e-mail address, a web address or a phone number under registration"),
    ),
    "online-without-address": Words(
        N_("the meeting can be attended online, but there is no link"),
        N_("Nobody can join before the link is known."),
        N_("add the link, or write how one gets it"),
    ),
    "unknown-party": Words(
        N_('"{party}" is not a party known here'),
        N_("Parties are written with their letters: {known}."),
        N_("check the letters; a local party may stand as it is"),
    ),
    "stale-sequence": Words(
        N_("the meeting has changed, but its number has not been raised"),
        N_(
            "Time, place or status differs from revision {previous}, and the sequence is still {sequence}. Calendars then keep the old entry."
        ),
        N_('write "sequence: {wanted}"'),
    ),
    "no-end": Words(
        N_("no end is given"),
        N_("The calendar shows {minutes} minutes; the invitation claims no end."),
        N_("write when the meeting ends, if you know"),
    ),
    "no-sender": Words(
        N_("no sender is known"),
        N_("The calendar file has no organiser, and the e-mail neither From nor To."),
        N_("write the press mailbox under [sender] in pressinvite.toml, or give --sender"),
    ),
}
