"""The running document of a pair in Markdown: read when somebody brings one along, printed when somebody leaves."""

from alongside.one_on_ones.running_document.nouns import (
    MAX_BYTES,
    DocumentMeeting,
    DocumentNote,
    DocumentPoint,
    DocumentPromise,
    ExportedPair,
    ImportedDocument,
    NotText,
    Problem,
    TooLarge,
)
from alongside.one_on_ones.running_document.printing import as_markdown
from alongside.one_on_ones.running_document.reading import read_running_document

__all__ = [
    "MAX_BYTES",
    "DocumentMeeting",
    "DocumentNote",
    "DocumentPoint",
    "DocumentPromise",
    "ExportedPair",
    "ImportedDocument",
    "NotText",
    "Problem",
    "TooLarge",
    "as_markdown",
    "read_running_document",
]
