"""What is told of lists of recipients."""

from __future__ import annotations

from pressinvite.language.findings.wording import Words
from pressinvite.language.markers import N_

RECIPIENTS = {
    "list-address": Words(
        N_('"{address}" cannot be written to{reason:reason}'),
        "",
        N_("write it like redaktion@tidning.example, or remove the row"),
    ),
    "list-no-address": Words(
        N_("row {row} has no e-mail address"),
        "",
        N_("fill it in, or remove the row"),
    ),
    "list-no-addresses": Words(
        N_("there is no e-mail address in the list"),
        N_("A list is a table with a column of addresses (CSV or Excel), or vCards."),
        N_('look that it is the right file, and that the column is called "e-mail"'),
    ),
    "list-no-header": Words(
        N_("the list has no line with the names of its columns"),
        N_("Only the addresses were taken: no names, languages or topics."),
        N_('write the names on the first line, such as "name;e-mail;outlet;language"'),
    ),
    "list-language": Words(
        N_('"{found}" in the column "{column}" is no language that invitations are written in'),
        N_("Known here: sv (Swedish), en (English) and fi (Finnish)."),
        N_("write one of them, or leave the cell empty"),
    ),
    "list-form": Words(
        N_('"{found}" in the column "{column}" is no form of invitation'),
        N_("Known here: quiet, without answer buttons, and rsvp, with them."),
        N_("write one of them, or leave the cell empty"),
    ),
    "list-extra-cells": Words(
        N_("row {row} has {found} cells, but there are {expected} columns"),
        N_("A separator within a cell moves all that stands behind it."),
        N_("put the cell in quotation marks, or remove what is too much"),
    ),
    "list-quote": Words(
        N_("row {row} runs into the next rows: a quotation mark is not closed"),
        N_("What stands in the rows behind it is not read before that is put right."),
        N_("remove the quotation mark, or write it twice within the cell"),
    ),
    "list-card": Words(
        N_("the vCard on line {row} cannot be read"),
        "",
        N_("export it once more, or remove it"),
    ),
    "list-long": Words(
        N_("a name, outlet or topic in row {row} is longer than {limit} characters"),
        N_("That is mostly a text in the wrong column."),
        N_("shorten it, or move it to its column"),
    ),
    "list-two-columns": Words(
        N_("two columns mean the same: {columns}"),
        N_("Language and form can stand in one column only."),
        N_("remove one of them, or give it another name"),
    ),
    "list-unused-columns": Words(
        N_("columns that were not used: {columns}"),
        "",
        "",
    ),
    "list-duplicate": Words(
        N_('"{address}" stands in row {first} already'),
        N_("Everybody gets one message."),
        N_("remove one of the two rows"),
    ),
    "list-duplicate-elsewhere": Words(
        N_('"{address}" stands in "{other}" already, row {first}'),
        N_("Everybody gets one message; the first row counts."),
        "",
    ),
    "list-duplicate-differs": Words(
        N_('"{address}" stands in "{other}" already, row {first}, with another language or form'),
        N_("Everybody gets one message, so only one of the two can be right."),
        N_("correct or remove one of the two rows"),
    ),
    "list-other-addresses": Words(
        N_("further addresses of the same people were not used: {count}"),
        N_("The first or preferred address of a row is written to."),
        N_("give those a row of their own that shall have a message too"),
    ),
    "list-utf8": Words(
        N_('"{address}" has letters before the @ that not all mail servers take'),
        N_("It is written to where the server allows it (SMTPUTF8), else it is told as refused."),
        N_("use another address of the same person, if there is one"),
    ),
    "list-opt-out": Words(
        N_("row {row} of the opt-out list names neither an address nor a domain"),
        N_("It holds addresses, or whole domains such as @tidning.example; a remark begins with #."),
        N_("correct or remove the row; nothing is sent before that"),
    ),
    "list-opt-out-odd": Words(
        N_("row {row} of the opt-out list names neither an address nor a domain, and is passed over"),
        N_("It holds addresses, or whole domains such as @tidning.example; a remark begins with #."),
        N_("if it is somebody's wish, write their address"),
    ),
    "list-opted-out": Words(
        N_("rows left out because the recipient has opted out: {count}"),
        "",
        "",
    ),
    "list-skipped": Words(
        N_("rows left out because something is wrong with them: {count}"),
        N_("These people get no message."),
        "",
    ),
    "list-more": Words(
        N_("more of the same kind ({code}): {count}"),
        "",
        N_("put right those above first; they mostly have one cause"),
    ),
    "list-sheets": Words(
        N_('the sheet "{sheet}" was read; there are addresses in others too: {others}'),
        N_("One sheet is one list."),
        N_("save those that are meant as files of their own"),
    ),
    "list-hidden-sheets": Words(
        N_("hidden sheets with addresses were not read: {sheets}"),
        "",
        N_("show the sheet in Excel and place it first, if it is meant"),
    ),
    "list-hidden-rows": Words(
        N_("hidden or filtered rows were left out: {count}"),
        N_("These people get no message."),
        N_("clear the filter or show the rows in Excel and save, if they are meant"),
    ),
    "list-too-large": Words(
        N_("the list is larger than {limit} MB"),
        "",
        N_("divide it into several, or save it as CSV"),
    ),
    "list-too-heavy": Words(
        N_("the list takes too much time or memory to read ({format})"),
        "",
        N_("save it as CSV"),
    ),
    "list-format": Words(
        N_("this is no list that can be read{format:reason}"),
        N_("CSV, Excel (.xlsx) and vCard (.vcf) can be read."),
        N_("open it in the program it comes from and save it as CSV (UTF-8) or .xlsx"),
    ),
    "list-library": Words(
        N_("what reads {format} is not installed"),
        N_("Lists in Excel and vCard are an extra; CSV is always read."),
        N_('install it: pip install "pressinvite[lists]"'),
    ),
}
