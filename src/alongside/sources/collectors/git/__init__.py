"""Reads a git repository through the git binary. Pure: plain dataclasses in and out, no database, no Django."""
