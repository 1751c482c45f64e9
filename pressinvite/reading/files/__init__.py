"""Files of other programs → meetings: web pages, Word, OpenDocument, e-mail, PDF, calendar files and RTF.

A file's kind is told by its octets (`kinds`). It is taken apart in a child process with limits (`fence`, `child`), one
module a kind, into text and what the file says as data (`extract`); `agreement` reads the text and holds the data to it.
"""
