"""Sending: recipients, the ledger, messages over SMTP, and what comes back."""
