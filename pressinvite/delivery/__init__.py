"""Delivery: from lists of recipients to messages sent, each exactly once, and the replies to them."""
