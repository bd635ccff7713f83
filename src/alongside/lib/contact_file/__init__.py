"""Files of contacts: vCard (RFC 2426, RFC 6350, and 2.1 as phones still write it) and CSV, read card by card.

The library that is there for vCards holds a whole file in memory and stops at the first broken card, so this reads
them itself: names, addresses, role and team, and nothing else.
"""

from alongside.lib.contact_file.nouns import Card, NoContacts, Problem
from alongside.lib.contact_file.reading import read
from alongside.lib.contact_file.tables import FIELDS, columns_of, guessed

__all__ = ["FIELDS", "Card", "NoContacts", "Problem", "columns_of", "guessed", "read"]
