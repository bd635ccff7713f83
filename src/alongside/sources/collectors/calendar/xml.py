"""The answers of CalDAV servers. No document type is read, so that there are no entities to swell or to fetch."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from alongside.sources.collectors.contract import Refused

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
SERVER = "{http://calendarserver.org/ns/}"
_MOST_BYTES = 64 * 1024 * 1024


class _Tree(ET.TreeBuilder):
    def doctype(self, *_: str | None) -> None:
        raise Refused("The calendar server answered with a document type, which no such server needs. It was not read.")


@dataclass(frozen=True, slots=True)
class Resource:
    """One response of a multistatus: where it is, and its properties that were found."""

    href: str
    properties: dict[str, ET.Element]

    def text(self, name: str) -> str:
        found = self.properties.get(name)
        return (found.text or "").strip() if found is not None else ""

    def href_in(self, name: str) -> str:
        found = self.properties.get(name)
        return (found.findtext(f"{DAV}href") or "").strip() if found is not None else ""

    def has(self, name: str, child: str) -> bool:
        found = self.properties.get(name)
        return found is not None and found.find(child) is not None


def resources(content: bytes) -> list[Resource]:
    """Raises Refused for what is no multistatus."""
    root = _root(content)
    if root.tag != f"{DAV}multistatus":
        raise Refused(
            "This address answers, but not as a calendar server does. Check the address that the guide names."
        )
    return [resource for response in root.findall(f"{DAV}response") for resource in _resource(response)]


def _root(content: bytes) -> ET.Element:
    parser = ET.XMLParser(target=_Tree())  # noqa: S314 - the tree refuses document types, and with them every entity
    try:
        parser.feed(content[:_MOST_BYTES])
        root = parser.close()
    except (ET.ParseError, ValueError, LookupError):
        raise Refused(
            "The calendar server answered with something that is not XML, or breaks off. Check the address."
        ) from None
    return root


def _resource(response: ET.Element) -> Iterator[Resource]:
    href = (response.findtext(f"{DAV}href") or "").strip()
    properties = {}
    for part in response.findall(f"{DAV}propstat"):
        if " 200" in (part.findtext(f"{DAV}status") or " 200"):
            properties.update({found.tag: found for found in part.findall(f"{DAV}prop/*")})
    if href:
        yield Resource(href, properties)
