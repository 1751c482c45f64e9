"""The texts of findings: what was found, what was expected, how to put it right; each room has its table.

Placeholders are filled from `Finding.values`, raw values that `language.quantities` forms: "{date}" a plain date,
"{date:running}" in running text, "{date:weekday}" and "{weekday:weekday}" the weekday's name, "{end:clock}" a time;
"{reason:reason}" a msgid after a colon, or nothing; "{problem:english}" likewise, in English alone; "{problem:words}"
likewise, a server's words as they came; "{list:or}" a list of alternatives; "{usage:whole}" a long text of our own.
`found` goes on after "warning:", in lower case and without a full stop; `expected` is whole sentences (or nothing);
`fix` is an order, without a full stop.
"""

from __future__ import annotations

from pressinvite.language.findings.checks import CHECKS
from pressinvite.language.findings.dispatch import DISPATCH
from pressinvite.language.findings.events import EVENTS
from pressinvite.language.findings.newsroom import NEWSROOM
from pressinvite.language.findings.recipients import RECIPIENTS
from pressinvite.language.findings.release import RELEASE
from pressinvite.language.findings.replies import REPLIES
from pressinvite.language.findings.sending import SENDING
from pressinvite.language.findings.sources import SOURCES
from pressinvite.language.findings.wording import Words
from pressinvite.language.findings.workspace import WORKSPACE

__all__ = ["FINDINGS", "Words"]

FINDINGS: dict[str, Words] = {
    **RELEASE,
    **CHECKS,
    **SOURCES,
    **EVENTS,
    **WORKSPACE,
    **RECIPIENTS,
    **SENDING,
    **REPLIES,
    **DISPATCH,
    **NEWSROOM,
}
"""Code → its three texts."""
