"""Whom to ask about some files: history in plain values in, ranked people with reasons out. Standard library only."""

from alongside.knowledge.asking.material import Answer, Change, Question, Reason, Signal, Suggestion
from alongside.knowledge.asking.memory import Memory
from alongside.knowledge.asking.mixing import mixed
from alongside.knowledge.asking.ranking import ask

__all__ = ["Answer", "Change", "Memory", "Question", "Reason", "Signal", "Suggestion", "ask", "mixed"]
