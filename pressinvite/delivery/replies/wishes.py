"""Who wants no more: the mail that a mail program sends for its "unsubscribe" button, or one of a few words as answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pressinvite.delivery.replies.mail import Mail

_TOKEN: Final = re.compile(r"(?i)\s*unsubscribe[ +]+([A-Za-z0-9._-]{1,64})\s*")
_ANSWER: Final = re.compile(r"(?i)^(?:\s*(?:re|sv|aw|vs)\s*(?:\[\d+\])?:)+\s*")
_PLEASE: Final = re.compile(
    r"^(?:hej|hello|hi|hei|dear \w+|god dag)?[ ,!.]*(?:please|vänligen|snälla|var god|jag vill|vill|tack)?[ ,]*(.*?)[ ,.!]*(?:tack|please|thanks|thank you|kiitos)?[ ,.!]*$"
)
_WORDS: Final = frozenset({
    "avregistrera", "avregistrera mig", "avregistrering", "avregistrera adressen", "avregistreras", "avregistrera oss",
    "avsluta", "avsluta prenumeration", "avsluta prenumerationen", "avsluta utskick", "avsluta utskicken",
    "avprenumerera", "avanmäl", "avanmäl mig", "avanmälan", "avböj fler", "stopp", "stoppa", "stoppa utskick", "stop",
    "stoppa utskicken", "ta bort mig", "ta bort mig från listan", "ta bort mig från er lista", "ta bort min adress",
    "ta bort oss", "inga fler", "inga fler inbjudningar", "inga fler utskick", "sluta skicka", "sluta mejla",
    "unsubscribe", "unsubscribe me", "unsubscribe us", "remove", "remove me", "remove me from the list",
    "remove me from this list", "remove me from your list", "opt out", "opt-out", "take me off the list",
    "take me off your list", "no more invitations", "stop sending", "poista", "poista minut", "poista minut listalta",
    "poista osoitteeni", "poista osoitteeni listalta", "poistakaa minut", "poistakaa minut listalta", "lopeta",
    "lopettakaa", "ei enää kutsuja", "en halua enää kutsuja", "peruuta tilaus", "peru tilaus",
})  # fmt: skip


def read_wish_token(mail: Mail) -> str:
    """Return the token of a mail to the address of List-Unsubscribe, "" where it is none (RFC 2369 section 3.2)."""
    found = _TOKEN.fullmatch(mail.subject)
    return found[1] if found else ""


def is_wish(mail: Mail, own_words: str) -> bool:
    """Tell whether the first line of an answer, or all of its subject, is one of the words that ask for no more."""
    first = own_words.strip().partition("\n")[0]
    return _is_word(first) or (_is_word(_ANSWER.sub("", mail.subject)) and len(own_words) < 200)


def _is_word(line: str) -> bool:
    if len(line) > 80:
        return False
    plain = " ".join(line.casefold().strip("\"'”“’*_ ").split())
    found = _PLEASE.match(plain)
    return plain.strip(" .!,") in _WORDS or bool(found and found[1].strip("\"'”“’ ") in _WORDS)
