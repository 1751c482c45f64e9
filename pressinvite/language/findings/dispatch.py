"""What stops a meeting file from being sent to lists, or is told of it."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

DISPATCH = {
    "no-workspace": Words(
        N_("there is no pressinvite.toml above the meeting"),
        N_("Sending needs an organisation's folder: who sends, through which mail server, and what was sent to whom."),
        N_('make one with "pressinvite init FOLDER", or name the file with --settings'),
    ),
    "sending-not-installed": Words(
        N_('"{command}" needs packages that are not installed'),
        N_("Sending is an extra."),
        N_('install it: pip install "pressinvite[lists,send]"'),
    ),
    "no-sender-to-send": Words(
        N_("the settings do not tell who sends"),
        N_("Answers and bounces go to the sender's mailbox."),
        N_("fill in [sender] name and email in pressinvite.toml"),
    ),
    "no-mail-server": Words(
        N_("the settings name no mail server"),
        "",
        N_('write it in pressinvite.toml: [smtp] url = "smtp+starttls://user@mail.example:587"'),
    ),
    "list-not-found": Words(
        N_('there is no list "{name}"'),
        N_("The folder {folder} has: {known}."),
        N_("write the name of one of them, or of a file"),
    ),
    "no-lists": Words(
        N_('there is no list "{name}"'),
        N_("Lists are CSV files, Excel files or vCards; those in {folder} can be named without their ending."),
        N_("put the list there, or write the name of a file"),
    ),
    "bad-list-id": Words(
        N_('"{found}" cannot be the name of a mailing list'),
        N_("It is made of words with points between: press.kommun.example."),
        N_("correct it, or remove the line"),
    ),
    "bad-unsubscribe": Words(
        N_('"{address}" is no e-mail address'),
        N_("Those who want no more invitations write there."),
        N_("correct it, or remove the line: then the sender's address is used"),
    ),
    "bad-one-click": Words(
        N_('"{found}" is no https address'),
        N_("It must take opt-outs by one click (RFC 8058)."),
        N_("correct it, or remove the line: then opt-outs come by e-mail"),
    ),
    "one-click-alone": Words(
        N_("opt-outs by one click are offered, but no file of them is read"),
        N_("A wish not to be written to must not be lost."),
        N_('name the file that the web page writes: [lists] opt_outs = ["lists/one-click.txt"]'),
    ),
    "earlier-on-its-way": Words(
        N_("an earlier version of the meeting is still being sent"),
        N_("Whoever gets it must be told of what changed; nothing new has been sent yet."),
        N_("run the command again in a few minutes"),
    ),
    "file-changed": Words(
        N_("{name} was changed while it was being sent"),
        N_("Nothing has been sent of it."),
        N_("look at the file, and run the command again"),
    ),
    "send-needs-file": Words(
        N_("{name} is no meeting file"),
        N_("A meeting that is sent needs a file that keeps its identity and what was sent of it."),
        N_('run "pressinvite read {name} --output {file}", look it through, and send {file}'),
    ),
    "send-one-meeting": Words(
        N_("the file holds {count} meetings"),
        N_("One meeting is sent at a time."),
        N_("put each in a file of its own"),
    ),
    "send-no-lists": Words(
        N_("nobody is named to send to"),
        N_("Nobody has had this meeting yet, so there is nobody to tell of changes either."),
        N_('name a list: "--to lists/media.csv"'),
    ),
    "lists-unsound": Words(
        N_("nothing is sent before the errors of the lists are corrected"),
        "",
        N_("correct the rows, or say --skip-bad to send without them"),
    ),
    "opt-outs-name": Words(
        N_("{name}: is this a list of those who want no more invitations?"),
        N_("It is not read as one: those in it may be written to."),
        N_("if it is, rename it to {wanted}"),
    ),
    "sent-as-other": Words(
        N_("a meeting like this one has been sent under another uid"),
        N_('"{title}", {date}. If this is the same meeting, those who had it get a second invitation, and no change.'),
        N_('if it is the same meeting, write its uid in the file again: "uid: {uid}"'),
    ),
    "opt-outs-unsound": Words(
        N_("nothing is sent before the errors of the opt-out files are corrected"),
        "",
        N_("correct the rows: a wish not to be written to must not be lost"),
    ),
    "shell-kept": Words(
        N_("settings or templates have changed since the first of these invitations were sent"),
        N_("All who get a revision get the same words: the rest are sent as the first ones were."),
        N_("to send new words, change the meeting itself"),
    ),
    "bad-test-address": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_("write it like redaktion@tidning.example"),
    ),
    "trial-failed": Words(
        N_("the server did not take the message to {address}{problem:words}"),
        "",
        N_("look at the server's words, and correct the address or the settings"),
    ),
    "trial-unreachable": Words(
        N_("the mail server {host}, port {port}, cannot be reached{problem:words}"),
        "",
        N_("check the address and the network, and run the command again"),
    ),
    "not-confirmed": Words(
        N_("nothing was sent: {found} is not {number}"),
        "",
        N_("run the command again, and type the number that is asked for"),
    ),
    "remind-send-first": Words(
        N_("the meeting has been changed since it was sent"),
        N_("A reminder tells nothing new."),
        N_('send the change first: "pressinvite send {name} --for-real"'),
    ),
    "remind-nothing-sent": Words(
        N_("nobody has had this meeting yet"),
        "",
        N_('send it first: "pressinvite send {name} --to LIST --for-real"'),
    ),
    "remind-again": Words(
        N_("reminder {number} has been sent already"),
        N_("Nobody likes to be reminded twice."),
        N_("say --again to send one more to those who have still not answered"),
    ),
    "remind-cancelled": Words(
        N_("the meeting is cancelled or postponed"),
        N_("There is nothing to answer."),
        "",
    ),
}
"""Code → found, expected, fix, as in `findings.Words`."""
