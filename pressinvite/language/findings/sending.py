"""What stops the sending of a mailing."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

SENDING = {
    # the ledger
    "ledger-url": Words(
        N_("the address of the ledger names no database"),
        N_("A ledger is a file of SQLite, or a database of PostgreSQL."),
        N_('write "sqlite:///pressinvite.db" or "postgresql://user@host/name"'),
    ),
    "ledger-not-made": Words(
        N_("the ledger {name} cannot be made{reason:reason}"),
        N_("Without a ledger nothing is sent."),
        N_("check the folder, or name another file under [ledger] url"),
    ),
    "ledger-unreachable": Words(
        N_("the ledger {name} cannot be reached{problem:words}"),
        N_("Without a ledger nothing is sent."),
        N_("check that the database runs and that you may log in to it"),
    ),
    "ledger-locked": Words(
        N_("the ledger {name} is locked by another program"),
        N_("Nothing is sent that cannot be written down."),
        N_("let the other program end, and run the command again"),
    ),
    "ledger-read-only": Words(
        N_("the ledger {name} may not be written to"),
        N_("Nothing is sent that cannot be written down."),
        N_("give yourself the right to write the file and its folder"),
    ),
    "ledger-full": Words(
        N_("the disk of the ledger {name} is full or failing"),
        N_("Nothing is sent that cannot be written down."),
        N_("make room, and run the command again: it goes on where it stopped"),
    ),
    "ledger-damaged": Words(
        N_("{name} is no ledger, or it is damaged"),
        "",
        N_("put back the latest copy, or name another file under [ledger] url"),
    ),
    "ledger-failed": Words(
        N_("the ledger {name} did not take what was written{problem:words}"),
        N_("Nothing is sent that cannot be written down."),
        N_("run the command again; if it happens again, report it"),
    ),
    "ledger-newer": Words(
        N_("the ledger is of version {found}, from a newer pressinvite"),
        N_("This one knows version {known}."),
        N_("use the newer pressinvite"),
    ),
    "ledger-other-shell": Words(
        N_("the same revision of the meeting has already been planned with other words"),
        N_("All who get a revision get the same words."),
        N_("change the meeting itself, so that it gets a new revision"),
    ),
    "clock-behind": Words(
        N_("the clock stands {minutes} minutes before what the ledger has already noted"),
        N_("Times and waits would be wrong."),
        N_("set the clock, and run the command again"),
    ),
    "sender-replaced": Words(
        N_("this sender was silent for so long that another took over its messages"),
        N_("Two must not send the same."),
        N_("run the command again: it goes on with what is left"),
    ),
    "forget-on-its-way": Words(
        N_("a message to them is being sent at this moment"),
        "",
        N_("run the command again when the sending has ended"),
    ),
    "message-differs": Words(
        N_("the message to {recipient} did not become the one that was planned"),
        N_("A planned message keeps its bytes."),
        N_("use the version of pressinvite that planned it"),
    ),
    # workers
    "workers-need-postgresql": Words(
        N_("workers need a ledger in PostgreSQL"),
        N_("A ledger in a file is for one computer, which sends by itself."),
        N_('write [ledger] url = "postgresql://user@host/name", or remove workers = true'),
    ),
    "workers-not-installed": Words(
        N_("sending by workers is not installed here"),
        N_("It takes the package procrastinate."),
        N_('install it: pip install "pressinvite[workers]"'),
    ),
    "workers-newer": Words(
        N_("the tables of the workers are of {found}, from a newer pressinvite"),
        N_("This one knows {known}."),
        N_("use the newer pressinvite"),
    ),
    "workers-others": Words(
        N_("the ledger's database already has tables of Procrastinate that another program made"),
        N_("Which version they are of cannot be told."),
        N_("give the ledger a database of its own"),
    ),
    # the mail server
    "smtp-url": Words(
        N_("the address of the mail server is not understood"),
        "",
        N_('write it like "smtp+starttls://user@mail.example:587" or "smtps://user@mail.example"'),
    ),
    "smtp-login-unencrypted": Words(
        N_("a password would be sent to {host} without encryption"),
        "",
        N_('write "smtp+starttls://" or "smtps://" in place of "smtp://"'),
    ),
    "smtp-no-secret": Words(
        N_("there is no password or token for {account}"),
        N_("It stands in the variable {variable} or in the keyring, never in a file."),
        N_('set {variable}, or run "keyring set {service} {account}"'),
    ),
    "smtp-certificate": Words(
        N_("the certificate of {host} is not valid{problem:words}"),
        N_("Somebody else may be listening."),
        N_("check the name of the server, or ask whoever runs it"),
    ),
    "smtp-no-starttls": Words(
        N_("{host} offers no encryption"),
        N_("Neither a password nor a message is sent in the open."),
        N_('ask whoever runs the server; "smtps://" may be right'),
    ),
    "smtp-no-login": Words(
        N_("{host} offers no way to log in that we know"),
        N_("It offers {offered:or}; we know PLAIN, LOGIN and XOAUTH2."),
        N_("ask whoever runs the server"),
    ),
    "smtp-login": Words(
        N_("{host} did not accept the login of {user}{problem:words}"),
        "",
        N_("check the user name and renew the password or token"),
    ),
    "oauth-settings": Words(
        N_("the settings under [oauth] are not complete"),
        N_("They are token_url, an https address, and client_id."),
        N_("fill in both, or remove the section"),
    ),
    "oauth-no-secret": Words(
        N_("there is no refresh token for {account}"),
        N_("It stands in the variable {variable} or in the keyring, never in a file."),
        N_('set {variable}, or run "keyring set {service} {account}"'),
    ),
    "oauth-refused": Words(
        N_("{host} gave no access token{problem:words}"),
        N_("The refresh token may have ended, or been taken back."),
        N_("ask whoever runs the mail to give the program access again"),
    ),
    "oauth-unreachable": Words(
        N_("{host}, which gives access tokens, cannot be reached{problem:words}"),
        N_("What was not sent stays planned."),
        N_("check the network, and run the command again"),
    ),
    "smtp-unreachable": Words(
        N_("the mail server {host}, port {port}, cannot be reached{problem:words}"),
        N_("What was not sent stays planned."),
        N_("check the address and the network, and run the command again"),
    ),
    "smtp-refuses-all": Words(
        N_("{host} refused {number} messages in a row{problem:words}"),
        N_("That is hardly the recipients' fault; what was not sent stays planned."),
        N_("check the sender's address and the login, or ask whoever runs the server"),
    ),
}
"""Code → found, expected, fix, as in `findings.Words`."""
