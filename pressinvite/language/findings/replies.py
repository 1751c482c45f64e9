"""What stops the reading of replies, or is left out of it."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

REPLIES = {
    "no-mailbox": Words(
        N_("no mailbox is named in the settings"),
        N_("Replies are read from a mailbox on a server, or from files."),
        N_('write url = "imaps://user@mail.example" under [imap], or name files or folders with the mails'),
    ),
    "imap-url": Words(
        N_("the address of the mailbox is not understood"),
        "",
        N_('write it like "imaps://user@mail.example"'),
    ),
    "imap-login-unencrypted": Words(
        N_("a password would be sent to {host} without encryption"),
        "",
        N_('write "imaps://" in place of "imap://"'),
    ),
    "imap-no-secret": Words(
        N_("there is no password or token for {account}"),
        N_("It stands in the variable {variable} or in the keyring, never in a file."),
        N_('set {variable}, or run "keyring set {service} {account}"'),
    ),
    "imap-certificate": Words(
        N_("the certificate of {host} is not valid{problem:words}"),
        N_("Somebody else may be listening."),
        N_("check the name of the server, or ask whoever runs it"),
    ),
    "imap-no-starttls": Words(
        N_("{host} offers no encryption"),
        N_("No password is sent in the open."),
        N_('ask whoever runs the server; "imaps://" may be right'),
    ),
    "imap-no-login": Words(
        N_("{host} offers no way to log in that we know"),
        N_("We know PLAIN, LOGIN and XOAUTH2."),
        N_("ask whoever runs the server"),
    ),
    "imap-login": Words(
        N_("{host} did not accept the login of {user}{problem:words}"),
        "",
        N_("check the user name and renew the password or token"),
    ),
    "imap-unreachable": Words(
        N_("the mailbox at {host}, port {port}, cannot be read{problem:words}"),
        N_("What has been read stays read."),
        N_("check the address and the network, and run the command again"),
    ),
    "imap-folder": Words(
        N_("the folder {folder} at {host} cannot be opened{problem:words}"),
        "",
        N_("correct folder under [imap]"),
    ),
    "reply-too-large": Words(
        N_("the mail {name} is larger than {limit} MB and was left unread"),
        "",
        N_("look at it in your mail program"),
    ),
    "unknown-guest": Words(
        N_("{address} was not invited and has not written"),
        N_("Only those who stand in the list can be marked."),
        N_("write the address as the list shows it"),
    ),
    "bad-mark": Words(
        N_("{found} is no mark"),
        N_("A mark is an address and yes, no or unknown."),
        N_("write --mark name@paper.example=yes"),
    ),
}
"""Code → found, expected, fix, as in `findings.Words`."""
