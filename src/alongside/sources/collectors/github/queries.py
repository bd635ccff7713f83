"""The questions, in GraphQL. One page of a search brings whole threads, so that hundreds take some ten questions."""

WHO = "query { viewer { login name } }"

_PERSON = "fragment who on Actor { __typename login ... on User { name } }"
_REPOSITORY = "repository { nameWithOwner viewerPermission }"
_HEAD = f"id number title url createdAt updatedAt closedAt author {{ ...who }} {_REPOSITORY}"
_MORE = "pageInfo { hasNextPage endCursor }"
_COMMENTS = (
    f"comments(first: 50, after: $after) {{ totalCount {_MORE} nodes {{ id body createdAt url author {{ ...who }} }} }}"
)
_REVIEW = "id state submittedAt body url author { ...who }"
_OTHERS_REVIEWS = f"reviews(first: 50, after: $after) {{ {_MORE} nodes {{ {_REVIEW} }} }}"
_MY_REVIEWS = (
    f"reviews(first: 25, after: $after, author: $login) {{ {_MORE} nodes {{ {_REVIEW} "
    "comments(first: 30) { totalCount nodes { id body createdAt url } } } }"
)
_COMMITS = (
    f"commits(first: 100, after: $after) {{ totalCount {_MORE} nodes {{ commit {{ oid "
    "authors(first: 5) { nodes { name email user { login } } } } } }"
)
_CLOSES = "closingIssuesReferences(first: 10) { nodes { number repository { nameWithOwner } author { ...who } } }"
_PULL = (
    "body mergedAt isDraft additions deletions changedFiles headRefName milestone { title } mergedBy { ...who } "
    "mergeCommit { oid } labels(first: 10) { nodes { name } } files(first: 100) { nodes { path additions deletions } } "
    + _CLOSES
)
_ISSUE = (
    "body milestone { title } labels(first: 10) { nodes { name } } "
    "timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { actor { ...who } "
    "closer { ... on PullRequest { author { ...who } } } } } }"
)
_COUNT = "comments { totalCount }"

_FIELDS = {
    "mine": (f"{_PULL} {_COUNT} {_COMMITS} {_OTHERS_REVIEWS}", f"{_ISSUE} {_COUNT}"),
    "closed": ("", f"{_ISSUE} {_COUNT}"),
    "reviewed": (f"{_CLOSES} {_MY_REVIEWS}", ""),
    "commented": (_COMMENTS, _COMMENTS),
}
_REST = {
    "mine": {"commits": _COMMITS, "reviews": _OTHERS_REVIEWS},
    "closed": {},
    "reviewed": {"reviews": _MY_REVIEWS},
    "commented": {"comments": _COMMENTS},
}
_SEARCHES = {
    "mine": "author:{login}",
    "reviewed": "is:pr reviewed-by:{login} -author:{login}",
    "commented": "commenter:{login}",
    "closed": "is:issue is:closed assignee:{login} -author:{login}",
}

RELEASES = (
    "query($owner: String!, $name: String!, $after: String) { repository(owner: $owner, name: $name) { nameWithOwner "
    "releases(first: 50, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) { "
    f"{_MORE} nodes {{ tagName name description url publishedAt isDraft author {{ ...who }} }} }} }} }} {_PERSON}"
)


def search_words(strand: str, login: str, repository: str, since: str) -> str:
    """Oldest change first, so that one run goes on where the last one ended."""
    words = [_SEARCHES[strand].format(login=login), f"repo:{repository}" if repository else ""]
    return " ".join(filter(None, [*words, f"updated:>={since}", "sort:updated-asc"]))


def page(strand: str) -> str:
    pull, issue = _FIELDS[strand]
    login = "$login: String!, " if "$login" in pull else ""
    after = "$after: String, " if "$after" in pull else ""
    return (
        f"query($words: String!, $size: Int!, {login}{after}$from: String) {{ "
        f"search(type: ISSUE, query: $words, first: $size, after: $from) {{ issueCount {_MORE} nodes {{ "
        f"... on PullRequest {{ {_HEAD} {pull} }} ... on Issue {{ {_HEAD} {issue} }} }} }} }} {_PERSON}"
    )


def rest(strand: str) -> dict[str, str]:
    """By the name of a list that may be longer than its first page, the question for the next one."""
    return {name: _rest(fields, strand) for name, fields in _REST[strand].items()}


def _rest(fields: str, strand: str) -> str:
    login = "$login: String!, " if "$login" in fields else ""
    of = ["PullRequest", "Issue"] if strand == "commented" else ["PullRequest"]
    parts = " ".join(f"... on {each} {{ {fields} }}" for each in of)
    person = _PERSON if "...who" in fields else ""
    return f"query($id: ID!, {login}$after: String) {{ node(id: $id) {{ {parts} }} }} {person}"
