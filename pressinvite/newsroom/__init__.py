"""The published press calendar: pages and feeds."""
