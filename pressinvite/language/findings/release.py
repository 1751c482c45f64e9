"""What is told of a release that is read."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

RELEASE = {
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
}
