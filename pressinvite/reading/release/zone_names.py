"""Time zones by what tells of them: abbreviations, towns and countries. Those on Stockholm's clock all year are not here."""

from __future__ import annotations

import re

from pressinvite.reading.release.lexicon import later

_TOWNS = {
    "Europe/Helsinki": "helsingfors|helsinki|åbo|turku|vasa|vaasa|esbo|espoo|vanda|vantaa|tammerfors|tampere|uleåborg|oulu|borgå|porvoo|lovisa|ekenäs|raseborg|"
    "raasepori|hangö|hanko|jakobstad|pietarsaari|karleby|kokkola|nykarleby|närpes|kristinestad|korsholm|pedersöre|kyrkslätt|sibbo|grankulla|lojo|ingå|sjundeå|pargas|"
    "kimito|kimitoön|mariehamn|jomala|finström|rovaniemi|torneå|tornio|kemi|lahtis|lahti|jyväskylä|kuopio|björneborg|pori|villmanstrand|finland|åland",
    "Europe/Oslo": "oslo|bergen|trondheim|stavanger|tromsø|tromsö|bodø|drammen|fredrikstad|kristiansand|ålesund|hamar|lillehammer|kongsvinger|norge",
    "Europe/Copenhagen": "köpenhamn|københavn|copenhagen|århus|aarhus|odense|aalborg|ålborg|helsingør|helsingör|roskilde|danmark",
    "Europe/London": "london|edinburgh|manchester|glasgow|liverpool|cardiff|belfast|storbritannien|england|skottland|scotland|united kingdom",
    "Europe/Dublin": "dublin|irland|ireland",
    "Europe/Lisbon": "lissabon|lisbon|porto|portugal",
    "Europe/Tallinn": "tallinn|tartu|estland|estonia",
    "Europe/Riga": "riga|lettland|latvia",
    "Europe/Vilnius": "vilnius|kaunas|litauen|lithuania",
    "Europe/Athens": "aten|athens|thessaloniki|grekland|greece",
    "Europe/Bucharest": "bukarest|bucharest|rumänien|romania",
    "Europe/Sofia": "sofia|bulgarien|bulgaria",
    "Europe/Kiev": "kiev|kyiv|kyjiv|lviv|odesa|charkiv|ukraina|ukraine",
    "Europe/Chisinau": "chisinau|moldavien|moldova",
    "Europe/Minsk": "minsk|belarus",
    "Europe/Moscow": "moskva|moscow|sankt petersburg",
    "Europe/Istanbul": "istanbul|ankara|turkiet|turkey|türkiye",
    "Atlantic/Reykjavik": "reykjavik|reykjavík|island|iceland",
    "Atlantic/Faroe": "torshamn|tórshavn|färöarna",
    "America/New_York": "new york|washington dc|washington d.c|washington|boston|philadelphia|miami|atlanta",
    "America/Chicago": "chicago|houston|dallas|minneapolis",
    "America/Denver": "denver",
    "America/Los_Angeles": "los angeles|san francisco|san diego|seattle|las vegas|silicon valley",
    "America/Toronto": "toronto|ottawa|montreal|montréal",
    "America/Vancouver": "vancouver",
    "America/Mexico_City": "mexico city|mexiko city",
    "America/Bogota": "bogotá|bogota|colombia",
    "America/Lima": "lima|peru",
    "America/Sao_Paulo": "são paulo|sao paulo|rio de janeiro|brasília|brasilia",
    "America/Belem": "belém|belem",
    "America/Argentina/Buenos_Aires": "buenos aires|argentina",
    "America/Santiago": "santiago de chile",
    "Africa/Cairo": "kairo|cairo|sharm el-sheikh|egypten|egypt",
    "Africa/Nairobi": "nairobi|kenya",
    "Africa/Addis_Ababa": "addis abeba|addis ababa|etiopien|ethiopia",
    "Africa/Johannesburg": "johannesburg|kapstaden|cape town|pretoria|sydafrika|south africa",
    "Africa/Lagos": "lagos|abuja|nigeria",
    "Asia/Jerusalem": "jerusalem|tel aviv|israel",
    "Asia/Beirut": "beirut|libanon|lebanon",
    "Asia/Amman": "amman|jordanien|jordan",
    "Asia/Dubai": "dubai|abu dhabi|förenade arabemiraten|united arab emirates",
    "Asia/Qatar": "doha|qatar",
    "Asia/Riyadh": "riyadh|riyad|saudiarabien|saudi arabia",
    "Asia/Baku": "baku|azerbajdzjan|azerbaijan",
    "Asia/Tbilisi": "tbilisi|georgien",
    "Asia/Kolkata": "new delhi|delhi|mumbai|bangalore|indien|india",
    "Asia/Kathmandu": "katmandu|kathmandu|nepal",
    "Asia/Dhaka": "dhaka|bangladesh",
    "Asia/Bangkok": "bangkok|thailand",
    "Asia/Ho_Chi_Minh": "hanoi|vietnam",
    "Asia/Singapore": "singapore",
    "Asia/Shanghai": "peking|beijing|shanghai|kina|china",
    "Asia/Hong_Kong": "hongkong|hong kong",
    "Asia/Taipei": "taipei|taiwan",
    "Asia/Manila": "manila|filippinerna|philippines",
    "Asia/Seoul": "seoul|söul|sydkorea|south korea",
    "Asia/Tokyo": "tokyo|osaka|kyoto|japan",
    "Australia/Sydney": "sydney|melbourne|canberra",
    "Pacific/Auckland": "auckland|wellington|nya zeeland|new zealand",
}  # fmt: skip
_ZONE_OF_TOWN = {town: zone for zone, towns in _TOWNS.items() for town in towns.split("|")}
_WIDE = frozenset((
    "usa", "us", "u.s", "united states", "amerikas förenta stater", "kanada", "canada", "brasilien", "brazil", "mexiko", "mexico", "ryssland",
    "russia", "australien", "australia", "indonesien", "indonesia", "kazakstan", "kazakhstan", "kongo-kinshasa", "chile", "grönland",
    "greenland", "mongoliet", "mongolia",
))  # fmt: skip
"""Countries of several zones."""
_ZONE_OF_ABBREVIATION = {
    "CET": "Europe/Stockholm", "EET": "Europe/Helsinki", "GMT": "UTC", "BST": "Europe/London", "WET": "Europe/Lisbon", "WEST": "Europe/Lisbon",
    "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York", "CDT": "America/Chicago", "CT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "BRT": "America/Sao_Paulo", "EAT": "Africa/Nairobi", "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore", "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
}  # fmt: skip
_OPEN = frozenset(("IST", "CST", "AST", "ADT", "GST", "ART", "WAT", "CAT", "PKT", "AKST", "HST", "ICT", "WIB", "PHT"))
"""Abbreviations of clocks in several countries, or of some that no town above stands for."""
_ABBREVIATION = later(r"\s?\(?(?P<name>[A-Z]{2,4})\b(?P<offset>\s?[+−–-]\s?\d{1,2}(?::?[0-5]\d)?)?")
_NAME = later(r"[A-ZÅÄÖÉ][\w.’'åäöøæ-]*")


def zone_of_words(words: str | None) -> tuple[str, str] | None:
    """Return the zone of the first town or country that is named with a capital letter, and its name as written."""
    names = [*_NAME.finditer(words or "")]
    for index, first in enumerate(names):
        for last in reversed(names[index : index + 3]):
            written = (words or "")[first.start() : last.end()]
            zone = _ZONE_OF_TOWN.get(_plain(written))
            if zone:
                return zone, written
    return None


def is_of_wide_country(words: str) -> bool:
    """Tell whether the last part of an address is a country of several zones."""
    return _plain(re.split(r"[,\n]", words)[-1]) in _WIDE


def zone_behind(text: str, at: int) -> tuple[str | None, int] | None:
    """Return the zone of the abbreviation behind a time, None for one that leaves it open, and where it ends."""
    capitals = text[at : at + 4].lstrip().removeprefix("(")[:2].isupper()
    found = _ABBREVIATION.match(text, at) if capitals else None
    if found is None:
        return None
    name = found["name"]
    if name in ("UTC", "GMT"):
        return _by_offset(found["offset"]), found.end()
    if name in _OPEN:
        return None, found.end("name")
    zone = _ZONE_OF_ABBREVIATION.get(name.replace("CEST", "CET").replace("EEST", "EET"))
    return (zone, found.end("name")) if zone else None


def _by_offset(written: str | None) -> str | None:
    """The zone of "UTC+2"; its name in the tables has the sign the other way round."""
    digits = re.sub(r"\D", "", written or "0")
    hours = int(digits[:-2] if len(digits) > 2 else digits)
    if (len(digits) > 2 and digits[-2:] != "00") or hours > 12:
        return None
    return "UTC" if not hours else f"Etc/GMT{'-' if '+' in (written or '') else '+'}{hours}"


def _plain(written: str) -> str:
    return " ".join(written.casefold().split()).rstrip(".")
