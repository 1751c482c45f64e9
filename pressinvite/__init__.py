"""pressinvite: from a press release to an invitation in the calendar."""

__version__ = "0.1.0"
