"""From what somebody typed, a path, the folders of an area or words, to paths of the one tree."""
