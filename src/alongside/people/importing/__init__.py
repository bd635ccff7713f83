"""Contacts out of a file become persons, each once. What does not fit together is told and left as it is."""

from alongside.people.importing.desk import Desk, Imported

__all__ = ["Desk", "Imported"]
