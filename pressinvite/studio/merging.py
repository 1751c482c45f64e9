"""What to do where a meeting file was changed while somebody wrote at its draft: field by field, theirs or ours.

Three texts are compared: as it was opened, as the file has it now, as the draft has it. What only one side has changed is
proposed from that side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pressinvite.meeting import Meeting
from pressinvite.studio.forms import form_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.studio.drafts import Draft
    from pressinvite.studio.shelves import Changed


class Row(NamedTuple):
    """A field in which file and draft differ."""

    field: str
    """Name of the form's field."""
    theirs: str
    ours: str
    is_ours: bool
    """True where the draft's text is proposed."""
    is_both: bool
    """True where both have changed it, to different texts."""


def clash_rows(draft: Draft, changed: Changed) -> list[Row]:
    """Return the fields in which the file as it is now and the draft differ."""
    theirs = form_of(changed.theirs or Meeting())
    return [
        Row(
            key,
            theirs.get(key, ""),
            draft.form.get(key, ""),
            is_ours=_is_ours(draft, key),
            is_both=_is_ours(draft, key) and theirs.get(key, "") != draft.first.get(key, ""),
        )
        for key in dict.fromkeys((*draft.form, *theirs))
        if theirs.get(key, "") != draft.form.get(key, "")
    ]


def merge(draft: Draft, theirs: Meeting | None, picked: Mapping[str, str], *, fingerprint: str) -> Draft:
    """Return the draft on top of the file as it is now; `pick:FIELD` tells `theirs` or `ours`, else what is proposed.

    Where the file is gone, or holds no meeting, the draft stays as it is.
    """
    if theirs is None:
        return draft._replace(print=fingerprint)
    form = form_of(theirs)
    ours = {
        key: draft.form.get(key, "")
        for key in (*draft.form, *form)
        if picked.get(f"pick:{key}", "ours" if _is_ours(draft, key) else "theirs") == "ours"
    }
    kept = theirs._replace(evidence={})
    return draft._replace(kept=kept, print=fingerprint, versions=(form, form | ours), at=1, findings=())


def _is_ours(draft: Draft, key: str) -> bool:
    return draft.form.get(key, "") != draft.first.get(key, "")
