"""What is worth raising with the other since the two last met."""

from alongside.one_on_ones.queries.preparing.answer import prepare

__all__ = ["prepare"]
