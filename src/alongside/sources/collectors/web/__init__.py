"""The one door to web servers: polite, patient, and careful with what is secret."""

from .answers import Answer, NoAnswer
from .client import Web

__all__ = ["Answer", "NoAnswer", "Web"]
