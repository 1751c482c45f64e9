"""The published press calendar: pages, feeds and files of a site that any web host serves."""
