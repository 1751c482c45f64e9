"""Replies: reading what comes back, telling what each mail is, and who has answered what."""
