"""What is told of settings and of the command line."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

WORKSPACE = {
    # settings
    "settings-encoding": Words(
        N_('"{name}" is not written in UTF-8'),
        "",
        N_("save it as UTF-8"),
    ),
    "toml-syntax": Words(
        N_("this is not TOML{problem:english}"),
        N_('A setting is a line such as name = "Björkvik".'),
        N_("look at this line: text stands in quotation marks, a section in brackets"),
    ),
    "unknown-setting": Words(
        N_('"{key}" is not a setting that is known here'),
        N_("Known here: {allowed}."),
        N_("correct the spelling, or remove it"),
    ),
    "misspelt-setting": Words(
        N_('"{key}" is not a setting that is known here'),
        N_("Known here: {allowed}."),
        N_('write "{nearest}", if that is what was meant'),
    ),
    "setting-type": Words(
        N_('"{found}" is not a value for "{key}"'),
        N_("Expected here: {expected:word}."),
        N_("write it so"),
    ),
    "secret-in-settings": Words(
        N_('"{key}" holds a password'),
        N_("A settings file is copied, sent and kept in version control."),
        N_("remove the password from the address; it belongs in the environment"),
    ),
    "unspoken-language": Words(
        N_('"{language}" is no language that invitations are written in'),
        N_("Known here: {allowed}."),
        N_("remove it"),
    ),
    "accent-contrast": Words(
        N_("the accent colour {accent} cannot be read on white"),
        N_("It is written as #rrggbb and has a contrast of at least 4.5 to white (WCAG 2.2 AA)."),
        N_("choose a darker shade"),
    ),
    "bad-address": Words(
        N_('"{address}" is no web address'),
        "",
        N_("write it whole, beginning with https://"),
    ),
    "bad-sender": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_("write it like press@kommun.example"),
    ),
    "bad-sender-option": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_('write --sender press@kommun.example, or --sender "Name <press@kommun.example>"'),
    ),
    "no-logo": Words(
        N_('there is no logo "{name}" in the folder'),
        N_("It may be {allowed:or}, or an https address."),
        N_("put the file beside pressinvite.toml"),
    ),
    "logo-size": Words(
        N_('the logo "{name}" is larger than {limit} kB'),
        N_("It goes along in every page."),
        N_("save it smaller, about 400 pixels wide"),
    ),
    "system": Words(
        N_('"{name}" can be neither read nor written{reason:reason}'),
        "",
        N_("look at its name, at your rights to it and at the space on the disk"),
    ),
    "disk": Words(
        N_('"{name}" could not be written{reason:reason}'),
        N_("What stood there before is untouched."),
        N_("choose another name or folder, or see to it that the disk has room and that you may write in the folder"),
    ),
    "template": Words(
        N_('the template "{name}" does not work{problem:english}'),
        "",
        N_("correct the template, or remove it from the folder to have the program's own again"),
    ),
    "changed-by-hand": Words(
        N_('"{name}" has been changed by hand and was not written over'),
        N_("The other files were made of the source that was given."),
        N_("go on from the changed file: give it to pressinvite export"),
    ),
    "workspace-exists": Words(
        N_('"{name}" exists already'),
        N_("Nothing was changed."),
        N_("choose another folder"),
    ),
    # command line
    "usage": Words(
        "{problem:whole}",
        "{usage:whole}",
        N_("see pressinvite --help"),
    ),
    "bad-published": Words(
        N_('"{found}" is no date'),
        "",
        N_("write it as 2012-01-20"),
    ),
    "unknown-format": Words(
        N_('there is no format "{format}"'),
        N_("Known here: {known}."),
        N_("give --format the names that are wanted, with commas between them"),
    ),
    "rsvp-without-recipient": Words(
        N_("an e-mail with answer buttons needs a recipient"),
        N_("The answer comes from the address that the invitation names."),
        N_("give --to ADDRESS"),
    ),
    "bad-recipient": Words(
        N_('"{address}" is no e-mail address'),
        "",
        N_("write it like redaktion@tidning.example"),
    ),
    "rsvp-without-sender": Words(
        N_("an e-mail with answer buttons needs a sender"),
        N_("The answers go to the mailbox that invites."),
        N_("write it under [sender] in pressinvite.toml, or give --sender"),
    ),
}
