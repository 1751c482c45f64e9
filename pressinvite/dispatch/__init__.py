"""Sending a meeting file to lists: which revision it is, who gets what, told before and after, and the doing of it."""
