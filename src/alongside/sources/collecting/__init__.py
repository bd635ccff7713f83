"""One run over a repository, in steps that can each be cut off: what is half done is found again by what is missing."""
