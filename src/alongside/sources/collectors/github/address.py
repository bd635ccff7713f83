"""Where the API lives that belongs to an address, as people copy it out of their browser."""

from urllib.parse import urlsplit

PUBLIC = "https://api.github.com"
_PUBLIC_HOSTS = ("github.com", "www.github.com", "api.github.com")
_WITH_DATA_RESIDENCY = ".ghe.com"


def questions_at(address: str) -> str:
    """The address for questions in GraphQL: of github.com, of a company there, or of an Enterprise server. What is no
    address leads nowhere."""
    try:
        parts = urlsplit(address.strip() or PUBLIC)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if host in _PUBLIC_HOSTS:
        return f"{PUBLIC}/graphql"
    if host.endswith(_WITH_DATA_RESIDENCY):
        return f"https://api.{host.removeprefix('api.')}/graphql"
    return f"{parts.scheme}://{parts.netloc}{_folder(parts.path)}/api/graphql"


def _folder(path: str) -> str:
    for end in ("/api/v3", "/api/graphql", "/graphql", "/api"):
        path = path.rstrip("/").removesuffix(end)
    return path.rstrip("/")
