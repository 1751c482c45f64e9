"""What can be wrong, as values (Finding) and as the few exceptions, one for each remedy.

A finding is reported together with all others and never stops the work by itself. An exception
is raised where we cannot go on; its class says what the user must do, and so its exit status.
Texts live in the catalogues (`language.findings`): here stand codes and the values they speak of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "note"]
Certainty = Literal["sure", "likely", "guess"]
"""How sure a reading is: told in so many words; the best of several; taken for want of a better one."""


class Spot(NamedTuple):
    """A place in a source, with the words that stand there."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    words: str
    """As written in the source."""


class Alternative(NamedTuple):
    """Something else in the source that was weighed for a field and not taken."""

    spot: Spot
    reason: str = ""
    """Code of why not, `lower-score`: its words stand in `language.fields`."""


class Evidence(NamedTuple):
    """Where a field was read, and how sure that is."""

    spot: Spot
    certainty: Certainty = "sure"
    rejected: tuple[Alternative, ...] = ()
    """Best first, at most a handful."""


class Finding(NamedTuple):
    """One thing found in a source or a meeting, told by its code and values."""

    code: str
    """Stable, in lower case with hyphens: `weekday`, `no-place`."""
    severity: Severity
    """`error` stops writing, `warning` asks for a look, `note` only informs."""
    field: str = ""
    """Path of what it concerns: `meetings[0].start`, `start` within one meeting, "" for the source."""
    values: Mapping[str, object] = {}
    """What the text speaks of: dates as dates, numbers as numbers; words are chosen when printed."""
    spot: Spot | None = None
    """Where it was read, when it was read from text."""
    other: Spot | None = None
    """The second place, when two places disagree."""
    uncertain: bool = False
    """True where nothing is written before a correction or `--accept-uncertain`."""

    def within(self, prefix: str) -> Finding:
        """Return the finding with its field below `prefix`: `start` → `meetings[0].start`."""
        return self._replace(field=f"{prefix}.{self.field}" if self.field else prefix)


class PressinviteError(Exception):
    """The user must do something before we can go on; carries findings as its reasons."""

    exit_status: ClassVar[int] = 1

    def __init__(self, *findings: Finding, source: str = "", text: str = "") -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings
        self.source = source
        """Name of the file the findings' spots lie in."""
        self.text = text
        """That file's text, for the excerpt."""


class SourceError(PressinviteError):
    """Remedy: correct the source."""

    exit_status = 1


class UsageError(PressinviteError):
    """Remedy: write the command differently."""

    exit_status = 2


class SettingsError(PressinviteError):
    """Remedy: correct the settings, a template or the disk (full, read-only)."""

    exit_status = 4
