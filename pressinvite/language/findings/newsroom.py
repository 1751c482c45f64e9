"""What is told of publishing the press calendar."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

NEWSROOM = {
    "no-workspace-to-publish": Words(
        N_("there is no pressinvite.toml here, nor in a folder above"),
        N_("A press calendar is made of an organisation's folder: its settings and its meetings."),
        N_("go to that folder, name it with --settings, or make one with pressinvite init"),
    ),
    "no-workspace-for-studio": Words(
        N_("there is no pressinvite.toml here, nor in a folder above"),
        N_("The staff's page shows an organisation's folder: its settings, meetings and lists."),
        N_("go to that folder, name it with --settings, or make one with pressinvite init"),
    ),
    "no-publish-url": Words(
        N_("the settings do not tell where the press calendar will lie on the web"),
        N_("Feeds, sitemap and calendar entries need its whole address."),
        N_('write it into pressinvite.toml: [publish] and below it url = "https://press.kommun.example/"'),
    ),
    "bad-publish-url": Words(
        N_('"{address}" is no address that a site can have'),
        N_("Expected is a whole address without ? or #, such as https://press.kommun.example/."),
        N_("correct url under [publish]"),
    ),
    "unknown-publish-format": Words(
        N_('there is no format "{format}"'),
        N_("Known here: {known}."),
        N_("correct formats under [publish], or leave it out: then all are made"),
    ),
    "no-meetings-folder": Words(
        N_('there is no folder "{name}"'),
        N_("The meetings that are published stand there, a YAML file each."),
        N_("make the folder, and put the meeting files into it"),
    ),
    "not-a-meeting-file": Words(
        N_('"{name}" is no meeting file, and was left'),
        N_("Published are .yaml and .json files."),
        N_("make one of it: pressinvite read {name} --output meetings/NAME.yaml"),
    ),
    "no-accessibility-statement": Words(
        N_("the settings do not name an accessibility statement"),
        N_("The law asks public bodies to link to one from every page."),
        N_("write accessibility_statement under [organisation]"),
    ),
    "publishing-already": Words(
        N_("another run is publishing at this moment"),
        "",
        N_("wait until it is done, and try again"),
    ),
    "serving-not-installed": Words(
        N_('"{command}" needs packages that are not installed'),
        N_("Showing the press calendar, and watching its files, is an extra."),
        N_('install it: pip install "pressinvite[studio]"'),
    ),
    "bad-port": Words(
        N_("{port} is no port"),
        N_("A port is a number from 0 to 65535."),
        N_("give another with --port, or leave it out"),
    ),
    "port-taken": Words(
        N_("another program listens at port {port} already"),
        "",
        N_("end that program, or choose another port: --port 0 takes a free one"),
    ),
    "port-refused": Words(
        N_("this computer does not let port {port} be used"),
        N_("Ports below 1024 are often kept for the system."),
        N_("choose another port: --port 0 takes a free one"),
    ),
    "store-newer": Words(
        N_('"{name}" was written by a newer version of pressinvite'),
        N_("What it remembers could be lost by this one."),
        N_("install the newer version"),
    ),
    "store-unwritable": Words(
        N_('"{name}" cannot be written{problem:english}'),
        N_("It remembers the addresses that meetings have had. The site stands as it was."),
        N_("see to it that the disk has room and that you may write in the folder"),
    ),
    "folder-not-ours": Words(
        N_('"{name}" holds files that are not this press calendar\'s'),
        N_("Publishing takes away what it has made before, and nothing else may lie there that it could take."),
        N_("empty the folder, or name another one with -o"),
    ),
    "output-among-sources": Words(
        N_('the press calendar cannot lie in "{name}"'),
        N_("The organisation's own files lie there, and a web host would show them to everybody."),
        N_("leave out -o, then it is made in public/, or name an empty folder"),
    ),
    "output-no-folder": Words(
        N_('"{name}" is a file, not a folder'),
        N_("The press calendar is a folder of pages."),
        N_("name another one with -o"),
    ),
    "site-unfinished": Words(
        N_('"{name}" could not be written{reason:reason}'),
        N_("The press calendar is partly new and partly as it was."),
        N_("see to it that the disk has room and that you may write there, and publish again: that finishes it"),
    ),
    "uid-in-two-files": Words(
        N_('the meeting stands in "{other}" too, with the same uid'),
        N_("A meeting stands in one file; this one was left."),
        N_(
            "remove one of the files; where it is a copy for another meeting, remove its uid, created, modified and previous"
        ),
    ),
    "uid-lost": Words(
        N_("the uid of the meeting, {uid}, is no longer in the file"),
        N_("It is now a new meeting ({new}): the old address says that it is gone, and whoever saved it has it twice."),
        N_('where it is the same meeting, write "uid: {uid}" in the file again, and publish'),
    ),
    "link-not-followed": Words(
        N_('"{name}" is a link to another place, and was left'),
        N_("Published is what lies in the folder itself."),
        N_("put the file itself there"),
    ),
    "folder-unreadable": Words(
        N_('the folder "{name}" cannot be read{reason:reason}'),
        N_("What was published of it before stays as it was."),
        N_("look at your rights to it"),
    ),
    "odd-file-name": Words(
        N_('the name of "{name}" is not written in UTF-8, and the file was left'),
        "",
        N_("rename the file"),
    ),
    "store-broken": Words(
        N_('"{name}" cannot be used{problem:english}'),
        N_("It remembers the addresses that meetings have had."),
        N_(
            "take it back from a backup; without one, remove it and the folder of the press calendar: then old addresses lead nowhere"
        ),
    ),
}
