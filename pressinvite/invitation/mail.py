"""The e-mail's HTML: 600 pixels, one column, every style on its element (Gmail drops sheets, Outlook media queries).

The rules for dark programs and narrow screens stay in a sheet of their own: programs that ignore it lose nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import css_inline

from pressinvite.invitation.characters import web_address
from pressinvite.invitation.page import colours, direction, logo
from pressinvite.invitation.parts import CALENDARS
from pressinvite.invitation.typography import mail_words

if TYPE_CHECKING:
    from pressinvite.invitation.parts import Invitation
    from pressinvite.templating import Templates

BUTTON = "office365"
"""The mail's button: newsrooms' own calendar; the file is attached for all others."""


def render_mail(invitation: Invitation, templates: Templates) -> str:
    """Return the mail's HTML, styles inlined."""
    links = invitation.text_links  # those of the text beside it, which are short
    html = templates.render(
        "invitation/mail.html",
        i=invitation,
        colours=colours(invitation.organisation),
        shown=mail_words,
        direction=direction(invitation.lang),
        logo=logo(invitation, embedded=False),
        website=web_address(invitation.organisation.website),
        button=links.get(BUTTON, ""),
        names=[(CALENDARS[key], href) for key, href in links.items() if key != BUTTON],
        attachment=invitation.language.text("invitation.ics"),
    )
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_link_tags=False)
    return inliner.inline(html)
