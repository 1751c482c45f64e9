"""Other programs' files are taken apart behind a fence: a child process with limits, started and watched from here.

Reading (documents) and delivery (lists) have their own parsers; what keeps a file made to harm from costing more than a
moment is the same for both. Nothing here knows what a file is about.
"""
