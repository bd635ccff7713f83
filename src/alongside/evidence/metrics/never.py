"""Numbers that measure nothing: versions, ticket numbers, dates, times of day, addresses, hashes."""

import re
from functools import cache

from alongside.lib import spoken_dates
from alongside.lib.masked import BLANK, without_code_and_addresses, without_spans


def without_names(text: str) -> str:
    """The text with such numbers blanked, of the same length."""
    masked = without_code_and_addresses(text)
    masked = without_spans(masked, spoken_dates.spans(masked))
    return _names().sub(lambda found: BLANK * len(found.group()), masked)


@cache
def _names() -> re.Pattern[str]:
    number = r"\d{1,9}(?:\.\d{1,6}){0,4}"
    onward = rf"(?:\s?(?:→|->|=>|to|auf|and|/)\s?v?{number}(?![\w%$€]|\.\d|\s?(?:ms|s|min|h|%|x)\b))?"
    amount = r"(?:\d{1,4}|[a-z]{2,9})"
    periods = "seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|sprints?"
    software = (
        "version|release|Version|Release|Python|Java|JDK|Node(?:\\.js)?|Django|Rails|Ruby|PHP|Go|Rust|Swift|Kotlin|Scala|React|Angular|Vue|Spring|Ubuntu"
        "|Debian|Windows|macOS|iOS|Android|Postgres(?:QL)?|MySQL|Redis|Kafka|Elasticsearch|Terraform|Kubernetes|TLS"
        "|HTTP|IPv|OAuth|Webpack|Gradle|Maven|Linux|Chrome|Firefox|Airflow|Spark|GPT|ISO|RFC|PEP|ADR|Article|Art\\."
    )
    kinds = (
        "version|release|sprint|step|phase|chapter|section|page|issue|ticket|story|pr|mr|pull request|merge request"
        "|ring|room|line|port|http|status|error code|week|kw|level|tier|option|part|quarter|floor|no\\.|nr\\.?|error"
        "|milestone|iteration|episode|appendix|figure|table|grade|layer|year|fy|calendar week|change|commit|build"
    )
    return re.compile(
        r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:[:/]\d{1,5})?(?![\w.])"  # addresses
        r"|(?<![\w:])[0-9a-fA-F]{1,4}(?::{1,2}[0-9a-fA-F]{1,4}){3,7}(?![\w:])"
        r"|(?<![\w.])v?\d{1,9}(?:\.\d{1,9}){2,4}(?:[-+.]?[a-z]\w{0,20})?"  # versions
        rf"|(?<!\w)v\d{{1,9}}(?:\.\d{{1,9}}){{0,3}}{onward}"
        rf"|(?<!\w)(?:{software})[ ]?v?(?:from )?{number}{onward}(?![\w%])"
        rf"|(?<!\w)(?i:{kinds})s?[ ]#?v?\d{{1,9}}(?:\.\d+)*(?:\s?(?:,|and|to)\s?\d{{1,6}}(?!\s?\w))*"
        r"(?![\w%]|\s?(?:→|[-=]>))"
        r"|(?<![\w])#\d+|(?<!\w)!\d+"  # tickets
        r"|(?<![\w])[A-Z][A-Z0-9]{1,11}(?:-\d{1,9}){1,3}(?!\w)"
        r"|(?<![\w:.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:am|pm|AM|PM|Uhr|UTC|CET))?(?![\w:])"  # times of day
        r"|(?<![\w:.])\d{1,2}\s?(?:am|pm|AM|PM|Uhr|o'clock)(?!\w)"
        r"|(?<!\w)(?=[0-9a-f]{0,39}\d)(?=[0-9a-f]{0,39}[a-f])[0-9a-f]{7,64}(?!\w)"  # hashes
        r"|(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)"
        r"|(?<!\w)0x[0-9a-fA-F]+"
        r"|(?<![\w./])\d{1,4}[./\-]\d{1,2}[./\-](?:\d{4}|\d{2})(?![\w/])"  # dates without a clear order
        r"|(?<![\w./])\d{4}-\d{2}(?![\w\-])"
        r"|(?<![\w.,/])\d{1,3}/\d{1,3}(?![\w/%])"  # 24/7, 3/4
        r"|(?<!\w)\d{1,5}\s?[x×]\s?\d{1,5}(?!\w)"  # 1920x1080
        r"|(?<!\w)\+\d{1,3}[ \-]\d[\d \-]{5,14}\d(?!\w)"  # telephone numbers
        r"|(?<!\w)(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Oo]f|[Ff]or|[Dd]uring|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June?|July?|Aug\w*"
        r"|Sep\w*|Oct\w*|Nov\w*|Dec\w*|[QH][1-4]|seit|end of|early|late|mid) (?:19|20)\d\d(?![\w,.%]\w|\w|\s?(?:ms|%))"
        r"|(?<!\w)the (?:\d{2}|(?:19|20)\d0)s(?!\w)"
        r"|(?<!\w)HTTP [1-5]\d\ds(?!\w)"
        r"|(?<!\w)(?i:return|respond|answer|throw|got|get|serv)\w*(?: with)? [1-5]\d\d"
        r"(?: instead of| rather than| and| or) [1-5]\d\d(?![\w%.,]|\s?[a-z]+s\b)"
        r"|(?<!\w)1[01]0 ?%(?= (?i:sure|certain|convinced|committed|behind|happy|agree|with you|right)(?!\w))"
        r"|(?<!\w)(?i:agree|agreed|agrees|trust|trusts|trusted|commit|committed) (?:\w+ )?1[01]0 ?%"
        rf"|(?<!\w)(?i:last|past|next|previous|coming) {amount} (?:{periods})(?!\w)"
        rf"|(?<!\w){amount} (?:{periods}) (?:ago|later|from now)(?!\w)"
    )
