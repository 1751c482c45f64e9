"""What is told of events that agencies and planning systems exchange (EventsML-G2)."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

EVENTS = {
    "event-date-partial": Words(
        N_('of the event\'s date only "{words}" is told'),
        N_("A meeting needs the day."),
        N_("write the day under start"),
    ),
    "event-time-unread": Words(
        N_('"{words}" is neither a date nor a time'),
        N_("The event's start was looked for."),
        N_("write it under start, as in 2027-03-10T15:00"),
    ),
    "event-end-unused": Words(
        N_('the event\'s end, "{words}", was not kept'),
        N_("It is no date or time, or only one of start and end has a clock time."),
        N_("write it under end, in the same way as the start"),
    ),
    "event-without-offset": Words(
        N_("the event's time does not tell on which clock it is"),
        N_("The time was taken as that of {zone}."),
        N_("look that the time is right"),
    ),
    "event-offset": Words(
        N_("the event's time is told on another clock ({offset})"),
        N_("It was set to the clock of {zone}."),
        N_("if the meeting is in another time zone, correct the time zone and the times"),
    ),
    "event-approximate": Words(
        N_('the event\'s time, "{words}", is called approximate'),
        N_("The meeting was taken as preliminary."),
        N_("look that the time is right"),
    ),
    "event-code": Words(
        N_('the event\'s status has a code that is not known: "{code}" ({name})'),
        N_("It was left out of account."),
        N_("look whether the meeting is confirmed, preliminary, postponed or cancelled"),
    ),
    "event-withdrawn": Words(
        N_("whoever sent the event has withdrawn it"),
        N_("That is not to say that the meeting is cancelled."),
        N_("ask the sender before you use it"),
    ),
    "event-embargo": Words(
        N_("the event may not be published until further notice"),
        N_("The meeting was taken as one that is never published."),
        N_("write the moment under embargo once it is known"),
    ),
    "event-registration-text": Words(
        N_("what the event says of registration stands at the end of the text"),
        N_("Only addresses to register at were taken out of it."),
        N_("write under registration whether it is required, and until when"),
    ),
}
