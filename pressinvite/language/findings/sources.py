"""What is told of data files, and of files of every kind."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

SOURCES = {
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
        N_("Text, web pages, .docx, .odt, .eml, PDF, .ics, RTF, EventsML-G2, YAML and JSON can be read."),
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
    "exchange-value": Words(
        N_('"{key}" holds "{found}", and was left out'),
        N_("Expected here: {expected:word}."),
        "",
    ),
    "exchange-left-out": Words(
        N_("this was not taken over: {keys}"),
        N_("A meeting has no place for it."),
        N_("look whether something of it belongs in the invitation"),
    ),
    "exchange-other-news": Words(
        N_("other news than events was left out: {count}"),
        "",
        "",
    ),
    "exchange-read": Words(
        N_("this was read as an event of a news agency's format"),
        "",
        N_("go on in the .yaml file that export makes: changes are written into that one"),
    ),
    "uid-not-kept": Words(
        N_("the meeting has no id of its own"),
        N_("An id was made of who invites, the title and the day: {uid}."),
        N_("go on in the .yaml file that export makes: a later change then updates the same calendar entry"),
    ),
}
