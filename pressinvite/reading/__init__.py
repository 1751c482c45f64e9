"""Every way in: data files and release text; later web pages, calendar files and the agencies' formats."""
