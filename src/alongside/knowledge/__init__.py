"""Who knows what. So far the ranking only: whom to ask about the files of a change."""
