"""The commands for people's rights: extract, forget, weed."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING

from pressinvite.answers import render_held_replies
from pressinvite.cli.console import find_workspace, read_clock
from pressinvite.delivery.addresses import normalise_address
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.held import read_held_replies
from pressinvite.delivery.rights import count_weeds, forget, read_held, weed
from pressinvite.dispatch.listed import find_in_lists
from pressinvite.dispatch.posting import ledger_url
from pressinvite.dispatch.telling import render_held
from pressinvite.errors import Finding, SourceError, UsageError
from pressinvite.reading.values import parse_day

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language


def run_extract(options: argparse.Namespace, language: Language) -> int:
    """Show all that is held of an address."""
    email, workspace = _address(options), find_workspace(options, "-")
    with open_ledger(ledger_url(workspace)) as ledger:
        held, replies = read_held(ledger, email), read_held_replies(ledger, email)
    listed = find_in_lists(workspace, email)
    if options.format == "json":
        told = {"address": email, "lists": [each._asdict() for each in listed], "messages": held, "replies": replies}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    elif listed or held or not replies:
        sys.stdout.write(render_held(email, listed, held, language) + render_held_replies(replies, language))
    else:
        sys.stdout.write(f"{email}\n\n{render_held_replies(replies, language)}")
    return 0


def run_forget(options: argparse.Namespace, language: Language) -> int:
    """Erase what is held of an address, with --for-real; tell where it stands in lists."""
    _ = language.text
    email, workspace = _address(options), find_workspace(options, "-")
    with open_ledger(ledger_url(workspace)) as ledger:
        number = len(read_held(ledger, email))
        if options.for_real:
            number = forget(ledger, email, now=read_clock().timestamp()).messages
    words = (
        language.plural("Erased from {count} message.", "Erased from {count} messages.", number)
        if options.for_real
        else language.plural("{count} message is held.", "{count} messages are held.", number)
    )
    sys.stdout.write(f"{words}\n")
    for each in find_in_lists(workspace, email):
        where = _("{file}, row {row}", file=each.file, row=each.row)
        if each.opt_out:
            sys.stdout.write(_("Has asked to be left alone: {where}", where=where) + "\n")
        else:
            sys.stdout.write(_("Remove by hand: {where}", where=where) + "\n")
    if not options.for_real:
        sys.stderr.write(_("Nothing was erased. Erase it with --for-real; the proof of sending stays.") + "\n")
    return 0


def run_weed(options: argparse.Namespace, language: Language) -> int:
    """Erase what is held of all recipients of messages from before a day, with --for-real."""
    day = parse_day(options.before)
    if day is None:
        raise UsageError(Finding("bad-published", "error", "", {"found": options.before}), source="--before")
    moment = dt.datetime(day.year, day.month, day.day).astimezone().timestamp()
    with open_ledger(ledger_url(find_workspace(options, "-"))) as ledger:
        erased = weed(ledger, moment, now=read_clock().timestamp()) if options.for_real else count_weeds(ledger, moment)
    values = {"messages": erased.messages, "people": erased.people}
    sys.stdout.write(language.text("{messages} messages to {people} addresses.", **values) + "\n")
    if not options.for_real:
        words = language.text("Nothing was erased. Erase it with --for-real; the proof of sending stays.")
        sys.stderr.write(f"{words}\n")
    return 0


def _address(options: argparse.Namespace) -> str:
    try:
        return normalise_address(options.address)
    except SourceError:
        raise UsageError(Finding("bad-test-address", "error", "", {"address": options.address})) from None
