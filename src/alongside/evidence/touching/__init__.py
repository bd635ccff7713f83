"""Contacts out of what the record holds: meetings, reviews, joint work, answers, thanks. No source is read again."""
