"""What stands in place of an address that was erased: whoever tells the address finds it again, nobody else does."""

from __future__ import annotations

import hmac
from typing import Final

from pressinvite.delivery.addresses import address_key

DOMAIN: Final = "forgotten.invalid"
"""A domain that no mail can go to (RFC 2606)."""


def pseudonym_of(email: str, salt: str) -> str:
    """The address that stands in place of one that was erased, by the ledger's secret; of a pseudonym, itself."""
    if is_pseudonym(email):
        return email
    digest = hmac.digest(salt.encode(), address_key(email).encode(), "sha256").hex()
    return f"{digest[:32]}@{DOMAIN}"


def is_pseudonym(email: str) -> bool:
    """Tell whether the address stands for one that was erased."""
    return email.endswith(f"@{DOMAIN}")
