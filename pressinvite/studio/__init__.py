"""The staff's page, and the local view of the published site; the only room that listens."""
