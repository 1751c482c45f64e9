"""Passwords in addresses: whether there is one, and a text with dots in their place.

A settings file with a password is refused, and what is refused is shown with its line; that line shows no password.
"""

from __future__ import annotations

import re


def has_password(url: str) -> bool:
    """Whether an address holds a password: after the user's name, or among what follows its question mark."""
    user, at, _ = url.rpartition("@")
    return bool(at and ":" in user.partition("//")[2]) or "password=" in url.lower()


def veil(text: object) -> str:
    """The text with a dot in place of each character of what may be an address's password."""
    written = str(text)
    if "://" not in written and "password=" not in written.lower():
        return written
    found = r"""(?i)(://[^\s"/]*?:)([^"\n]+)(?=@)|([?&]\w*password=)([^\s"'&]+)"""
    return re.sub(found, lambda match: (match[1] or match[3]) + "·" * len(match[2] or match[4]), written)
