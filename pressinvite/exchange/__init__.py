"""Other people's event formats: schema.org."""
