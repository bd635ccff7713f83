"""Alongside: good working relationships for engineers, engineering managers and product managers."""

__version__ = "0.1.0"
