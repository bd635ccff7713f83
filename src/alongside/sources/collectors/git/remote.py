"""Addresses of remotes: what may be shown, and where its commits can be looked at."""

import re
from urllib.parse import urlsplit, urlunsplit

_SCP = re.compile(r"(?:(?P<user>[\w.~-]+)@)?(?P<host>[A-Za-z0-9][\w.-]*):(?!/{2})(?P<path>\S+)")
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\]")


def without_credentials(url: str) -> str:
    """The address with nobody's password or token; empty when it is no address that git could clone from."""
    if "::" in url.partition("/")[0] or not url.isprintable():
        return ""
    if "://" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    user = f"{parts.username}@" if parts.scheme == "ssh" and parts.username else ""
    return urlunsplit((parts.scheme, user + _host(url), parts.path, "", ""))


def website(url: str) -> str:
    """https://host/owner/repository of an http or ssh remote; empty for any other."""
    if not url.isprintable() or " " in url or re.search(r"[<>\"'\\]", url):
        return ""
    if "://" not in url:
        found = _SCP.fullmatch(url)
        return _page("https", found["host"], found["path"]) if found and found["user"] else ""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return _page(parts.scheme, _host(url), parts.path)
    return _page("https", host, parts.path) if parts.scheme in ("ssh", "git+ssh") else ""


def _page(scheme: str, host: str, path: str) -> str:
    way = path.strip("/").removesuffix(".git").strip("/")
    plain = _HOST.fullmatch(re.sub(r":\d+$", "", host))
    return f"{scheme}://{host}/{way}" if plain and way else ""


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]
