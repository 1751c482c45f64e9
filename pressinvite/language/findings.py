"""The texts of findings: what was found, what was expected, how to put it right; each room has its section.

Placeholders are filled from `Finding.values`, raw values that `language.quantities` forms: "{date}" a plain date,
"{date:running}" in running text, "{date:weekday}" and "{weekday:weekday}" the weekday's name, "{end:clock}" a time;
"{reason:reason}" a msgid after a colon, or nothing; "{problem:english}" likewise, in English alone; "{list:or}" a list
of alternatives; "{usage:whole}" a long text of our own.
`found` goes on after "warning:", in lower case and without a full stop; `expected` is whole sentences (or nothing);
`fix` is an order, without a full stop.
"""

from __future__ import annotations

from typing import NamedTuple

from pressinvite.language.findings_delivery import DELIVERY
from pressinvite.language.markers import N_


class Words(NamedTuple):
    """What a finding says: three msgids."""

    found: str
    expected: str
    """"" where `found` says it all."""
    fix: str
    """"" where nothing need be done."""


FINDINGS: dict[str, Words] = {
    # reading
    "weekday": Words(
        N_("the weekday does not match the date"),
        N_('{date} is a {date:weekday} ("{word}").'),
        N_('write "{corrected}", or correct the date'),
    ),
    "no-year": Words(
        N_("the text states no year"),
        N_("{date} was taken, the nearest day that fits."),
        N_('write the year as well: "{date:running}"'),
    ),
    "start-guess": Words(
        N_("the time of the meeting is uncertain"),
        N_("{start:when} was taken, but little in the text speaks for it."),
        N_('write the time on a line of its own: "Tid: …"'),
    ),
    "end-guess": Words(
        N_("the end of the meeting is uncertain"),
        N_("{end:when} was taken, but little in the text speaks for it."),
        N_("write the time on a line of its own, with its end"),
    ),
    "place-guess": Words(
        N_("the place of the meeting is uncertain"),
        N_('"{place}" was taken, but little in the text speaks for it.'),
        N_('write the place on a line of its own: "Plats: …"'),
    ),
    "title-guess": Words(
        N_("the title is uncertain"),
        N_('"{title}" was taken, but it may be something else on the page.'),
        N_("write the title on the first line, alone"),
    ),
    "uncertain-field": Words(
        N_('it is uncertain whether "{words}" is meant here: {field:word}'),
        N_("It was taken for want of anything better."),
        N_("check what was read"),
    ),
    "unconfirmed": Words(
        N_("a value is still marked as uncertain: {field:word}"),
        N_("It was read from a text that leaves it open."),
        N_('check it, then remove the comment that begins "# {mark}"'),
    ),
    "start-before-publication": Words(
        N_("the meeting is before the day of publication"),
        N_("It was read as {date}, and the text was published on {published}."),
        N_("correct the date, or the day of publication"),
    ),
    "no-such-date": Words(
        N_('there is no "{written}"'),
        N_("The month has fewer days than that, or the year no such day."),
        N_("correct the date"),
    ),
    "unread-date": Words(
        N_('the date "{written}" is not understood'),
        N_("Dates are read as 8 October 2026 or 2026-10-08."),
        N_("correct the date, or write start"),
    ),
    "unread-time": Words(
        N_('the time "{written}" is not understood'),
        N_("Times are read as 10.00 or kl. 10, from 0.00 to 23.59."),
        N_("correct the time, or write start"),
    ),
    "open-clock": Words(
        N_("it is uncertain on which country's clock the time is told"),
        N_("The clock of {zone} was taken."),
        N_("write the time zone beside the time, or correct timezone"),
    ),
    "two-dates": Words(
        N_("the text names two dates for the meeting"),
        N_("{date} was taken, but {other} is told too."),
        N_("correct the one that is wrong"),
    ),
    "two-times": Words(
        N_("the text names two times for the meeting"),
        N_("{start:when} was taken, but {other:when} is told too."),
        N_("correct the one that is wrong"),
    ),
    "two-ends": Words(
        N_("the text names two ends of the meeting"),
        N_("{end:when} was taken, but by the length that is told it would be {other:when}."),
        N_("correct the one that is wrong"),
    ),
    "two-places": Words(
        N_("the text names two places for the meeting"),
        N_('"{place}" was taken, but "{other}" is told too.'),
        N_("correct the one that is wrong"),
    ),
    "week-number": Words(
        N_("the week does not match the date"),
        N_("{date} is in week {right}."),
        N_("correct the week, or the date"),
    ),
    "maybe-called-off": Words(
        N_("the text invites to a meeting, and also says that it is called off"),
        N_("It was read as a meeting that takes place."),
        N_("take away what no longer holds"),
    ),
    "time-backwards": Words(
        N_("the time ends before it begins: {written}"),
        N_("A meeting ends after its start."),
        N_("correct the start or the end"),
    ),
    "other-clock": Words(
        N_("the meeting's time is taken on the clock of {zone}"),
        N_("The place or the words beside the time tell so."),
        N_("if that is wrong, correct timezone"),
    ),
    "read-in-part": Words(
        N_("the text is Norwegian or Danish: only time and place are read with care"),
        N_("Swedish and English are read in full."),
        N_("look through names, roles and contacts"),
    ),
    "other-language": Words(
        N_("the text is in a language that is not read"),
        N_("Swedish and English are read in full, Norwegian and Danish for time and place."),
        N_("write the meeting as YAML, or paste the Swedish text"),
    ),
    "called-off": Words(
        N_("the text calls a meeting off and names no new time"),
        N_("Nobody is invited to anything, so no calendar entry is made of it."),
        N_("to call off a meeting that was invited to, set its status to cancelled in its own file"),
    ),
    "repaired": Words(
        N_("put into its written form: {before} → {after}"),
        "",
        "",
    ),
    # checks
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
        N_("Time, place or status differs from revision {previous}, and the sequence is still {sequence}. Calendars then keep the old entry."),
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
    # data files
    "yaml-syntax": Words(
        N_("this is not YAML{problem:english}"),
        N_('A meeting file has lines such as "title: The new bridge"; what belongs under a key is indented by blanks.'),
        N_("look at this line and the one before: blanks, colons and quotation marks"),
    ),
    "yaml-character": Words(
        N_("the character {number} may not stand in a YAML file"),
        "",
        N_("delete it; it is often invisible, and comes along when text is copied"),
    ),
    "yaml-feature": Words(
        N_('"{feature}" is a part of YAML that meeting files do not use'),
        N_("Tags (!), anchors (&), references (*) and directives (%) are refused in every file."),
        N_("write the value itself, in quotation marks where it begins with such a sign"),
    ),
    "json-syntax": Words(
        N_("this is not JSON"),
        N_("Something else was expected here: a comma, a colon, a quotation mark or a closing bracket."),
        N_("correct it here or just before"),
    ),
    "too-deep": Words(
        N_("the file nests more than {depth} levels deep"),
        N_("A meeting needs five."),
        N_("take the meeting out of what is around it"),
    ),
    "key-not-text": Words(
        N_("a list or a mapping stands where a key should"),
        "",
        N_("write a key, for example title, followed by a colon"),
    ),
    "duplicate-key": Words(
        N_('"{key}" stands twice, first on line {line}'),
        N_("Only one of them can be meant."),
        N_("remove one"),
    ),
    "unknown-key": Words(
        N_('"{key}" is not a key that is known here'),
        N_("Known here: {allowed}."),
        "",
    ),
    "misspelt-key": Words(
        N_('"{key}" is not a key that is known here'),
        N_("Known here: {allowed}."),
        N_('write "{nearest}", if that is what was meant'),
    ),
    "missing-key": Words(
        N_('"{key}" is missing'),
        N_("It is needed here."),
        N_('write "{key}:" and its value'),
    ),
    "not-a-mapping": Words(
        N_('"{found}" stands where keys and values should'),
        N_("Known here: {allowed}."),
        N_('write one of the keys, a colon and its value, for example "{example}: …"'),
    ),
    "not-a-list": Words(
        N_('"{found}" stands where a list should'),
        N_('A list has one line for each entry, and each begins with "- ".'),
        N_('put "- " before it'),
    ),
    "wrong-type": Words(
        N_('"{found}" cannot be read'),
        N_("Expected here: {expected:word}."),
        N_("write it so"),
    ),
    "misspelt-value": Words(
        N_('"{found}" cannot be read'),
        N_("Expected here: {expected:word}."),
        N_('write "{nearest}", if that is what was meant'),
    ),
    # sources
    "no-file": Words(
        N_('there is no file "{name}"'),
        "",
        N_("look at the spelling and at the folder you are in"),
    ),
    "unreadable": Words(
        N_('"{name}" cannot be read{reason:reason}'),
        "",
        N_("give the name of a file that can be read"),
    ),
    "too-large": Words(
        N_("the source is larger than {limit} MB"),
        N_("An invitation is a few thousand characters."),
        N_("save the text of the invitation alone"),
    ),
    "empty": Words(
        N_("the source is empty"),
        "",
        N_("paste the text of the invitation into it and save"),
    ),
    "other-format": Words(
        N_("this is not text but {format}"),
        N_("Text, web pages, .docx, .odt, .eml, PDF, .ics, RTF, YAML and JSON can be read."),
        N_("open it, mark all, copy, and save it as plain text"),
    ),
    "old-word": Words(
        N_("this is a file of Word 97–2003 (.doc), which cannot be read"),
        "",
        N_("open it in Word and save it as .docx"),
    ),
    "outlook-message": Words(
        N_("this is a file of Outlook's own (.msg), which cannot be read"),
        "",
        N_("open it in Outlook, mark all, copy, and save it as plain text; or save it as .eml"),
    ),
    "library-missing": Words(
        N_("what reads {format} is not installed"),
        N_("Reading other programs' files is an extra."),
        N_('install it: pip install "pressinvite[files]"'),
    ),
    "file-damaged": Words(
        N_("the file is damaged: it begins as {format} but cannot be read"),
        "",
        N_("fetch or save it once more; or paste its text into a text file"),
    ),
    "file-encrypted": Words(
        N_("the file is locked with a password ({format})"),
        "",
        N_("save it without a password"),
    ),
    "file-too-heavy": Words(
        N_("the file takes too much time or memory to read ({format})"),
        N_("An invitation is a few pages."),
        N_("paste its text into a text file"),
    ),
    "file-unsafe": Words(
        N_("the file declares entities of its own, which no office program does, and was not read ({format})"),
        N_("Such files are made to do harm."),
        N_("do not open it; ask whoever sent it for the text"),
    ),
    "no-words": Words(
        N_("the file holds no text"),
        "",
        N_("look whether the text in it is a picture, and write it as text"),
    ),
    "pdf-without-text": Words(
        N_("the PDF holds pictures of pages, but no text"),
        N_("It was scanned, or made of pictures."),
        N_("save it as PDF from the program that it was written in, or paste the text into a text file"),
    ),
    "pages-left-out": Words(
        N_("the PDF has {pages} pages; the first {limit} were read"),
        "",
        N_("save the pages with the invitation alone, if it stands further back"),
    ),
    "text-cut": Words(
        N_("the file holds more than {limit} characters; the first {limit} were read"),
        N_("An invitation is a few thousand characters."),
        N_("save the text of the invitation alone"),
    ),
    "struck-out": Words(
        N_("words that are struck out were not read"),
        "",
        N_("remove them from the file, or the line through them"),
    ),
    "attachment-read": Words(
        N_('the meeting was read from "{name}", which is attached'),
        "",
        "",
    ),
    "attachment-start": Words(
        N_("the message and what is attached ({name}) tell different times for the meeting"),
        N_("{start:when} was taken, but {other:when} is told too."),
        N_("correct the one that is wrong, or read the right one by itself"),
    ),
    "attachments-unread": Words(
        N_("attached, and telling of no meeting: {names}"),
        "",
        "",
    ),
    "data-start": Words(
        N_("the text and the file's own data tell different times for the meeting"),
        N_("The text says {start:when}, the data for calendars {other:when}. The text's was taken."),
        N_("correct the one that is wrong"),
    ),
    "entry-start": Words(
        N_("the entry and its description tell different times for the meeting"),
        N_("The entry says {start:when}, the description {other:when}. The entry's was taken."),
        N_("correct the one that is wrong"),
    ),
    "data-end": Words(
        N_("the text and the file's own data tell different ends for the meeting"),
        N_("The text says {end:when}, the data for calendars {other:when}. The text's was taken."),
        N_("correct the one that is wrong"),
    ),
    "data-place": Words(
        N_("the text and the file's own data tell different places for the meeting"),
        N_('The text says "{place}", the data for calendars "{other}". The text\'s was taken.'),
        N_("correct the one that is wrong"),
    ),
    "event-without-invitation": Words(
        N_('the page describes an event, "{title}", but nothing in it invites the press'),
        N_("Its data for calendars says {start:when}."),
        N_("if the press is invited, write so in the text"),
    ),
    "calendar-parts-left-out": Words(
        N_("reminders and the list of those invited were not kept"),
        "",
        "",
    ),
    "joining-left-out": Words(
        N_("what the meeting program says of joining (meeting id, passcode, numbers to dial) was not kept"),
        N_("The link to join by was."),
        N_("write it in the text of the invitation, if the press needs it"),
    ),
    "events-left-out": Words(
        N_("the calendar holds more than {limit} events; the first {limit} were read"),
        "",
        N_("export the one event alone from your calendar program"),
    ),
    "recurring": Words(
        N_("the event is repeated; its first day was taken"),
        N_("It begins {start:when}."),
        N_("if another of its days is meant, correct the date"),
    ),
    "floating-time": Words(
        N_("the calendar names no time zone"),
        N_("The time was taken as that of {zone}."),
        N_("look that the time is right"),
    ),
    "zone-by-offset": Words(
        N_('the calendar\'s time zone is called "{name}"'),
        N_("By the file's own rules the clock shows the same as in {zone}, which was taken."),
        N_("look that the time is right"),
    ),
    "zone-against-file": Words(
        N_('the calendar describes the time zone "{name}" by another clock than it has'),
        N_("The time was taken as that of {zone}."),
        N_("look that the time is right"),
    ),
    "unknown-zone-name": Words(
        N_('the calendar\'s time zone "{name}" is not known'),
        N_("The time was taken as that of {zone}."),
        N_("look that the time is right, or correct the time zone"),
    ),
    "binary": Words(
        N_("this is not text: it holds the character {number}"),
        "",
        N_("save the invitation as plain text, in UTF-8"),
    ),
    "letters-lost": Words(
        N_("characters that cannot be read as {encoding}: {number}"),
        N_("Each of them is shown as �."),
        N_("write what should stand there, and save the source as UTF-8"),
    ),
    "encoding": Words(
        N_("the source is not written in UTF-8 and was read as {encoding}"),
        "",
        N_("look that å, ä and ö are right in what was made"),
    ),
    "no-meeting": Words(
        N_("no press meeting was found"),
        N_("A time or a date that the press is invited to was looked for."),
        N_('if the text invites to one, write "Tid:" and "Plats:" on lines of their own'),
    ),
    "uid-twice": Words(
        N_('two meetings have the same id, "{uid}"'),
        N_("A calendar would keep only one of them."),
        N_("give each meeting a uid of its own"),
    ),
    "uid-not-kept": Words(
        N_("the meeting has no id of its own"),
        N_("An id was made of who invites, the title and the day: {uid}."),
        N_("go on in the .yaml file that export makes: a later change then updates the same calendar entry"),
    ),
    # settings
    "settings-encoding": Words(
        N_('"{name}" is not written in UTF-8'),
        "",
        N_("save it as UTF-8"),
    ),
    "toml-syntax": Words(
        N_("this is not TOML{problem:english}"),
        N_('A setting is a line such as name = "Björkvik".'),
        N_("look at this line: text stands in quotation marks, a section in brackets"),
    ),
    "unknown-setting": Words(
        N_('"{key}" is not a setting that is known here'),
        N_("Known here: {allowed}."),
        N_("correct the spelling, or remove it"),
    ),
    "misspelt-setting": Words(
        N_('"{key}" is not a setting that is known here'),
        N_("Known here: {allowed}."),
        N_('write "{nearest}", if that is what was meant'),
    ),
    "setting-type": Words(
        N_('"{found}" is not a value for "{key}"'),
        N_("Expected here: {expected:word}."),
        N_("write it so"),
    ),
    "secret-in-settings": Words(
        N_('"{key}" holds a password'),
        N_("A settings file is copied, sent and kept in version control."),
        N_("remove the password from the address; it belongs in the environment"),
    ),
    "unspoken-language": Words(
        N_('"{language}" is no language that invitations are written in'),
        N_("Known here: {allowed}."),
        N_("remove it"),
    ),
    "accent-contrast": Words(
        N_("the accent colour {accent} cannot be read on white"),
        N_("It is written as #rrggbb and has a contrast of at least 4.5 to white (WCAG 2.2 AA)."),
        N_("choose a darker shade"),
    ),
    "bad-address": Words(
        N_('"{address}" is no web address'),
        "",
        N_("write it whole, beginning with https://"),
    ),
    "bad-sender": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_("write it like press@kommun.example"),
    ),
    "bad-sender-option": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_('write --sender press@kommun.example, or --sender "Name <press@kommun.example>"'),
    ),
    "no-logo": Words(
        N_('there is no logo "{name}" in the folder'),
        N_("It may be {allowed:or}, or an https address."),
        N_("put the file beside pressinvite.toml"),
    ),
    "logo-size": Words(
        N_('the logo "{name}" is larger than {limit} kB'),
        N_("It goes along in every page."),
        N_("save it smaller, about 400 pixels wide"),
    ),
    "system": Words(
        N_('"{name}" can be neither read nor written{reason:reason}'),
        "",
        N_("look at its name, at your rights to it and at the space on the disk"),
    ),
    "disk": Words(
        N_('"{name}" could not be written{reason:reason}'),
        N_("What stood there before is untouched."),
        N_("choose another name or folder, or see to it that the disk has room and that you may write in the folder"),
    ),
    "template": Words(
        N_('the template "{name}" does not work{problem:english}'),
        "",
        N_("correct the template, or remove it from the folder to have the program's own again"),
    ),
    "changed-by-hand": Words(
        N_('"{name}" has been changed by hand and was not written over'),
        N_("The other files were made of the source that was given."),
        N_("go on from the changed file: give it to pressinvite export"),
    ),
    "workspace-exists": Words(
        N_('"{name}" exists already'),
        N_("Nothing was changed."),
        N_("choose another folder"),
    ),
    # lists of recipients
    "list-address": Words(
        N_('"{address}" cannot be written to{reason:reason}'),
        "",
        N_("write it like redaktion@tidning.example, or remove the row"),
    ),
    "list-no-address": Words(
        N_("row {row} has no e-mail address"),
        "",
        N_("fill it in, or remove the row"),
    ),
    "list-no-addresses": Words(
        N_("there is no e-mail address in the list"),
        N_("A list is a table with a column of addresses (CSV or Excel), or vCards."),
        N_('look that it is the right file, and that the column is called "e-mail"'),
    ),
    "list-no-header": Words(
        N_("the list has no line with the names of its columns"),
        N_("Only the addresses were taken: no names, languages or topics."),
        N_('write the names on the first line, such as "name;e-mail;outlet;language"'),
    ),
    "list-language": Words(
        N_('"{found}" in the column "{column}" is no language that invitations are written in'),
        N_("Known here: sv (Swedish) and en (English)."),
        N_("write one of them, or leave the cell empty"),
    ),
    "list-form": Words(
        N_('"{found}" in the column "{column}" is no form of invitation'),
        N_("Known here: quiet, without answer buttons, and rsvp, with them."),
        N_("write one of them, or leave the cell empty"),
    ),
    "list-extra-cells": Words(
        N_("row {row} has {found} cells, but there are {expected} columns"),
        N_("A separator within a cell moves all that stands behind it."),
        N_("put the cell in quotation marks, or remove what is too much"),
    ),
    "list-quote": Words(
        N_("row {row} runs into the next rows: a quotation mark is not closed"),
        N_("What stands in the rows behind it is not read before that is put right."),
        N_("remove the quotation mark, or write it twice within the cell"),
    ),
    "list-card": Words(
        N_("the vCard on line {row} cannot be read"),
        "",
        N_("export it once more, or remove it"),
    ),
    "list-long": Words(
        N_("a name, outlet or topic in row {row} is longer than {limit} characters"),
        N_("That is mostly a text in the wrong column."),
        N_("shorten it, or move it to its column"),
    ),
    "list-two-columns": Words(
        N_("two columns mean the same: {columns}"),
        N_("Language and form can stand in one column only."),
        N_("remove one of them, or give it another name"),
    ),
    "list-unused-columns": Words(
        N_("columns that were not used: {columns}"),
        "",
        "",
    ),
    "list-duplicate": Words(
        N_('"{address}" stands in row {first} already'),
        N_("Everybody gets one message."),
        N_("remove one of the two rows"),
    ),
    "list-duplicate-elsewhere": Words(
        N_('"{address}" stands in "{other}" already, row {first}'),
        N_("Everybody gets one message; the first row counts."),
        "",
    ),
    "list-duplicate-differs": Words(
        N_('"{address}" stands in "{other}" already, row {first}, with another language or form'),
        N_("Everybody gets one message, so only one of the two can be right."),
        N_("correct or remove one of the two rows"),
    ),
    "list-other-addresses": Words(
        N_("further addresses of the same people were not used: {count}"),
        N_("The first or preferred address of a row is written to."),
        N_("give those a row of their own that shall have a message too"),
    ),
    "list-utf8": Words(
        N_('"{address}" has letters before the @ that not all mail servers take'),
        N_("It is written to where the server allows it (SMTPUTF8), else it is told as refused."),
        N_("use another address of the same person, if there is one"),
    ),
    "list-opt-out": Words(
        N_("row {row} of the opt-out list names neither an address nor a domain"),
        N_("It holds addresses, or whole domains such as @tidning.example; a remark begins with #."),
        N_("correct or remove the row; nothing is sent before that"),
    ),
    "list-opted-out": Words(
        N_("rows left out because the recipient has opted out: {count}"),
        "",
        "",
    ),
    "list-skipped": Words(
        N_("rows left out because something is wrong with them: {count}"),
        N_("These people get no message."),
        "",
    ),
    "list-more": Words(
        N_("more of the same kind ({code}): {count}"),
        "",
        N_("put right those above first; they mostly have one cause"),
    ),
    "list-sheets": Words(
        N_('the sheet "{sheet}" was read; there are addresses in others too: {others}'),
        N_("One sheet is one list."),
        N_("save those that are meant as files of their own"),
    ),
    "list-hidden-sheets": Words(
        N_("hidden sheets with addresses were not read: {sheets}"),
        "",
        N_("show the sheet in Excel and place it first, if it is meant"),
    ),
    "list-hidden-rows": Words(
        N_("hidden or filtered rows were left out: {count}"),
        N_("These people get no message."),
        N_("clear the filter or show the rows in Excel and save, if they are meant"),
    ),
    "list-too-large": Words(
        N_("the list is larger than {limit} MB"),
        "",
        N_("divide it into several, or save it as CSV"),
    ),
    "list-too-heavy": Words(
        N_("the list takes too much time or memory to read ({format})"),
        "",
        N_("save it as CSV"),
    ),
    "list-format": Words(
        N_("this is no list that can be read{format:reason}"),
        N_("CSV, Excel (.xlsx) and vCard (.vcf) can be read."),
        N_("open it in the program it comes from and save it as CSV (UTF-8) or .xlsx"),
    ),
    "list-library": Words(
        N_("what reads {format} is not installed"),
        N_("Lists in Excel and vCard are an extra; CSV is always read."),
        N_('install it: pip install "pressinvite[lists]"'),
    ),
    # command line
    "usage": Words(
        "{problem:whole}",
        "{usage:whole}",
        N_("see pressinvite --help"),
    ),
    "bad-published": Words(
        N_('"{found}" is no date'),
        "",
        N_("write it as 2012-01-20"),
    ),
    "rsvp-without-recipient": Words(
        N_("an e-mail with answer buttons needs a recipient"),
        N_("The answer comes from the address that the invitation names."),
        N_("give --to ADDRESS"),
    ),
    "bad-recipient": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_("write it like redaktion@tidning.example"),
    ),
    "rsvp-without-sender": Words(
        N_("an e-mail with answer buttons needs a sender"),
        N_("The answers go to the mailbox that invites."),
        N_("write it under [sender] in pressinvite.toml, or give --sender"),
    ),
    # delivery
    **{code: Words(*texts) for code, texts in DELIVERY.items()},
}  # fmt: skip
"""Code → its three texts."""
