"""One meeting in one language: composed once, then laid out as page, mail, text, calendar file and message."""

from pressinvite.invitation.composition import compose
from pressinvite.invitation.mail import render_mail
from pressinvite.invitation.message import build_message, render_ics
from pressinvite.invitation.names import file_stem
from pressinvite.invitation.page import render_page
from pressinvite.invitation.parts import Invitation
from pressinvite.invitation.text import render_text

__all__ = [
    "Invitation",
    "build_message",
    "compose",
    "file_stem",
    "render_ics",
    "render_mail",
    "render_page",
    "render_text",
]
