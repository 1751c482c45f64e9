"""A mailing handed to workers: until when they may send it, and looking on while they do.

Only the ledger is looked at: what it says is true whoever has sent what, and looking away changes nothing.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from pressinvite.delivery.clocks import SystemClock
from pressinvite.delivery.sending import Summary
from pressinvite.delivery.states import DEFERRED, PLANNED, SENDING, SENT
from pressinvite.errors import Finding, SettingsError
from pressinvite.zones import open_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pressinvite.delivery.clocks import Clock
    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing
    from pressinvite.delivery.states import State
    from pressinvite.meeting import Meeting

LOOK: Final = 1.0
"""Seconds between two looks at the ledger."""
NOBODY: Final = 30.0
"""Seconds without a living worker after which that is told."""
_MOST_FAILURES: Final = 60


class Onlooker(NamedTuple):
    """What is told while workers send."""

    show: Callable[[Mapping[State, int]], None]
    """The messages by state, at each look."""
    miss: Callable[[], None]
    """No worker has lived for a while; told again each time that begins."""


def prepare_sharing(ledger: Ledger) -> None:
    """See to it that mailings can be shared. Raises SettingsError where they cannot."""
    if ledger.database.in_file:
        raise SettingsError(Finding("workers-need-postgresql", "error"))
    try:
        from pressinvite.delivery.job_tables import prepare_jobs  # noqa: PLC0415 -- an extra, and slow to load
    except ImportError:
        raise SettingsError(Finding("workers-not-installed", "error")) from None
    prepare_jobs(ledger)


def share(ledger: Ledger, meeting: Meeting, mailings: Sequence[Mailing], *, now: float) -> None:
    """Hand what is planned of a meeting's mailings to the workers, until the meeting is over."""
    from pressinvite.delivery.slices import hand_over  # noqa: PLC0415 -- as above

    hand_over(ledger, mailings, until=find_end(meeting), now=now)


def find_end(meeting: Meeting) -> float | None:
    """The end of the meeting's last day, in seconds since 1970; None where there is no day, or it is cancelled.

    After that nobody is invited any more, as when it is sent in process; a cancelled meeting may be told of afterwards.
    """
    last = meeting.end or meeting.start
    if last is None or meeting.status == "cancelled":
        return None
    day = last.date() if isinstance(last, dt.datetime) else last
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return open_zone(meeting.timezone).localize(midnight).timestamp()


def watch(
    ledger: Ledger, mailings: Sequence[Mailing], onlooker: Onlooker, *, patience: float, clock: Clock | None = None
) -> Summary:
    """Look on until all is done that can be, or nothing has happened for `patience` seconds; return what came of it.

    Raises SettingsError where the ledger cannot be read for a minute.
    """
    from pressinvite.delivery.slices import count_workers  # noqa: PLC0415 -- as above

    clock = clock or SystemClock()
    never = threading.Event()
    before = last = _count(ledger, mailings)
    changed = seen = clock.now()
    missed, failures = False, 0
    while True:
        now = clock.now()
        try:
            counts = _count(ledger, mailings)
            due = _next_due(ledger, mailings)
            if count_workers(ledger):
                seen, missed = now, False
            failures = 0
        except SettingsError:  # the database may just be starting anew
            failures += 1
            if failures >= _MOST_FAILURES:
                raise
            clock.wait(never, LOOK)
            continue
        changed = now if counts != last else changed
        last = counts
        onlooker.show(counts)
        if now - changed >= patience or _is_over(counts, due, until=changed + patience):
            break
        if now - seen >= NOBODY and not missed:
            missed = True
            onlooker.miss()
        clock.wait(never, LOOK)
    outcomes: dict[State, int] = {SENT: counts[SENT] - before[SENT]}
    return Summary(outcomes, counts, due or None)


def _is_over(counts: Mapping[State, int], due: float | None, *, until: float) -> bool:
    """Whether there is nothing to wait for, but what comes due later than we look on."""
    if counts[PLANNED] or counts[SENDING]:
        return False
    return not counts[DEFERRED] or due is None or due > until


def _count(ledger: Ledger, mailings: Sequence[Mailing]) -> Counter[State]:
    found: Counter[State] = Counter()
    for mailing in mailings:
        found.update(ledger.count(mailing))
    return found


def _next_due(ledger: Ledger, mailings: Sequence[Mailing]) -> float | None:
    return min((due for each in mailings if (due := ledger.next_due(each)) is not None), default=None)
