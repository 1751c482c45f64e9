"""What EventsML-G2 calls things: namespace, catalogues and the codes of IPTC's NewsCodes that both directions share.

Aliases are those of IPTC's catalogue; a document may declare others, so reading goes by the code behind the colon.
"""

from __future__ import annotations

from pressinvite.exchange.newscodes import SCHEMA_ORG

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
STANDARD, STANDARD_VERSION = "NewsML-G2", "2.35"
CATALOGUE = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
"""Where IPTC's aliases are explained; named in every document, fetched by nobody here."""

OWN_ALIAS, OWN_SCHEME = "pressinvite", "urn:publicid:-:pressinvite:terms:"
"""Codes for what the standard has no code for. Of a formal public identifier without an owner (RFC 3151), as PRODID's."""

EVENT, PERSON, ORGANISATION = "cpnat:event", "cpnat:person", "cpnat:organisation"
ABSTRACT, AREA = "cpnat:abstract", "cpnat:geoArea"
SHORT, LONG = "drol:short", "drol:long"
WHOLE_NAME = "nrol:full"
APPROXIMATE, UNDEFINED = "edconf:approximate", "edconf:undefined"
USABLE, WITHHELD = "stat:usable", "stat:withheld"

OCCURRENCE_ALIAS = "eocstat"
VIRTUAL = f"{SCHEMA_ORG}VirtualLocation"
"""What a location is of that lies on no map; the standard has no word for it."""

RELATION = "http://www.iana.org/assignments/relation/"
"""Relations of links (RFC 8288)."""
ALTERNATE, VIA = f"{RELATION}alternate", f"{RELATION}via"


def own(code: str) -> str:
    """Return a code of our own."""
    return f"{OWN_ALIAS}:{code}"
