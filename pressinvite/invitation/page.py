"""The web page: one self-contained HTML file, no script, nothing fetched but a logo on the web.

Its data for search engines and calendars is JSON-LD, a schema.org Event, escaped so that no text ends its element.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pressinvite.colours import DARK_BOX, DARK_GROUND, LIGHT_BOX, dark_shade, is_accessible, light_shade
from pressinvite.exchange.schema_org import event_json_ld
from pressinvite.invitation.characters import web_address
from pressinvite.invitation.parts import CALENDARS
from pressinvite.invitation.typography import shown_words
from pressinvite.meeting import Organisation

if TYPE_CHECKING:
    from pressinvite.invitation.parts import Invitation
    from pressinvite.templating import Templates

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi"})
_DATA_IMAGES = (
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/svg+xml;base64,",
    "data:image/webp;base64,",
)


def render_page(invitation: Invitation, templates: Templates) -> str:
    """Return the page; it links to the calendar file beside it, `STEM.ics`."""
    return templates.render(
        "invitation/page.html",
        i=invitation,
        colours=colours(invitation.organisation),
        shown=shown_words,
        direction=direction(invitation.lang),
        logo=logo(invitation, embedded=True),
        website=web_address(invitation.organisation.website),
        statement=web_address(invitation.organisation.accessibility_statement),
        names=named_links(invitation),
        calendar_file=f"{invitation.stem}.ics",
        data=embedded_json(event_data(invitation, url=invitation.url)),
    )


def embedded_json(data: object) -> str:
    """Return JSON that can stand in a script element: no character of it ends or opens markup (HTML section 4.12.1.3)."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=False)
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def named_links(invitation: Invitation) -> list[tuple[str, str]]:
    """The add-to-calendar addresses under the names that people know the programs by."""
    return [(CALENDARS.get(key, key), href) for key, href in invitation.links.items()]


def colours(organisation: Organisation) -> dict[str, str]:
    """The accent by day and by night, and the grounds that it was measured on."""
    accent = organisation.accent
    if not is_accessible(accent):
        accent = Organisation().accent
    return {
        "accent": light_shade(accent),
        "box": LIGHT_BOX,
        "dark_accent": dark_shade(accent),
        "dark_ground": DARK_GROUND,
        "dark_box": DARK_BOX,
    }


def direction(lang: str) -> str:
    """Return "rtl" for the languages written from right to left, else "ltr"."""
    return "rtl" if lang.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def logo(invitation: Invitation, *, embedded: bool) -> str:
    """Return the logo's address: on the web, or with `embedded` in the page itself; mail programs block the latter."""
    given = invitation.organisation.logo or ""
    if embedded and given.startswith(_DATA_IMAGES) and '"' not in given:
        return given
    return web_address(given) if given.startswith("https://") else ""


def event_data(invitation: Invitation, *, url: str) -> dict[str, object] | None:
    """Return the schema.org Event; None where there is no time, which an Event must have."""
    if invitation.meeting.start is None:
        return None
    description = "\n\n".join(words.text for words in invitation.lead) or invitation.preheader
    meeting = invitation.meeting
    return event_json_ld(
        meeting._replace(title=invitation.heading.text) if meeting.title else meeting,
        organisation=invitation.organisation,
        url=url or None,
        description=description,
        language=invitation.lang,
    )
