"""Why the system refused a file, in words of our own: the system's texts are in its own language, often English."""

from __future__ import annotations

import errno

from pressinvite.language.markers import N_

_REASONS = {
    errno.EISDIR: N_("it is a folder, not a file"),
    errno.ENOENT: N_("it does not exist"),
    errno.EEXIST: N_("there is a file where the folder should be"),
    errno.ENOTDIR: N_("there is a file where the folder should be"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk is write-protected"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}
_RIGHTS = frozenset({errno.EACCES, errno.EPERM})


def explain_reading(error: Exception) -> str:
    """The msgid of why a file cannot be read; "" where there is nothing better to say than that it cannot."""
    return N_("you are not allowed to read it") if _number(error) in _RIGHTS else _REASONS.get(_number(error), "")


def explain_writing(error: Exception) -> str:
    """The msgid of why a file cannot be written; "" where there is nothing better to say than that it cannot."""
    if _number(error) == errno.ENOENT:
        return N_("the folder does not exist")
    return N_("you are not allowed to write there") if _number(error) in _RIGHTS else _REASONS.get(_number(error), "")


def _number(error: Exception) -> int:
    """The system's number of the error, 0 where it has none (a NUL in a name)."""
    return (error.errno if isinstance(error, OSError) else None) or 0
