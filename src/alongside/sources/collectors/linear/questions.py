"""What Linear is asked. Newest first, as it sorts by the last change in no other way."""

VIEWER = """
query Viewer { viewer { id name email organization { urlKey } } }
"""

ISSUES = """
query Issues($filter: IssueFilter, $after: String) {
  page: issues(filter: $filter, first: 50, after: $after, orderBy: updatedAt, includeArchived: true) {
    pageInfo { hasNextPage endCursor }
    nodes {
      id identifier previousIdentifiers title description url createdAt updatedAt completedAt estimate priorityLabel
      state { name type }
      team { key name }
      assignee { id }
      creator { id name email }
      project { name }
      projectMilestone { name }
      cycle { number name }
      parent { identifier title }
      labels(first: 10) { nodes { name } }
      comments(first: 50) { nodes { id } }
      attachments(first: 10) { nodes { url } }
    }
  }
}
"""

PROJECTS = """
query Projects($filter: ProjectFilter, $after: String) {
  page: projects(filter: $filter, first: 50, after: $after, orderBy: updatedAt, includeArchived: true) {
    pageInfo { hasNextPage endCursor }
    nodes { id name description url createdAt updatedAt completedAt lead { id } }
  }
}
"""
