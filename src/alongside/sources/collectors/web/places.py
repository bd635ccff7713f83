"""Which addresses may be asked, and which may be told a secret."""

import ipaddress

import httpx

from alongside.sources.collectors.contract import Refused

_SECRET = {"authorization", "private-token", "job-token", "proxy-authorization", "cookie", "x-api-key"}
_NEAR = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def read_address(address: str, title: str) -> httpx.URL:
    """Raises Refused."""
    try:
        url = httpx.URL(address.strip())
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host or url.host.startswith("%"):
        raise Refused(f"The address of {title} is none: write all of it, as in https://example.org.")
    return url.copy_with(fragment=None)


def is_secret(header: str) -> bool:
    return header.lower() in _SECRET


def check_secrecy(url: httpx.URL, title: str) -> None:
    """Raises Refused for a secret that anybody on the way could read."""
    if url.scheme == "http" and not is_near(url.host):
        raise Refused(
            f"The address of {title} begins with http://, where a token can be read on the way. Use https://."
        )


def is_near(host: str) -> bool:
    """On this machine, or in a private network by its number or name."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(_NEAR)
    return number.is_private or number.is_loopback


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def same_place(one: httpx.URL, other: httpx.URL) -> bool:
    """The same host and port, and never from https down to http."""
    same_host = one.host == other.host and not (one.scheme == "https" and other.scheme == "http")
    return same_host and (_port(one) == _port(other) or (one.port, other.port) == (None, None))


def _port(url: httpx.URL) -> int:
    return url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
