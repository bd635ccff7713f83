"""The picture as SVG: readable for machines and people, whatever names are in it."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from alongside.people.cadence import State
from alongside.people.rings import Placed, draw, on_page, on_paper, shape, told
from alongside.people.rings.looks import OnPage, OnPaper

NAMES = {"inner": "inner", "leaders": "leader’s", "next_level": "next level", "support": "support"}
SVG = "{http://www.w3.org/2000/svg}"
MINA = Placed(
    pk=7,
    name="Mina <Okafor> & co",
    ring="leaders",
    relation_in_words="stakeholder",
    team="Data",
    state=State.DUE,
    days=40,
    wanted_every=30,
    is_due=True,
    seen=2,
    friend=True,
    decides=True,
)


def paper(*persons: Placed) -> ET.Element:
    return ET.fromstring(on_paper(draw(persons), names=NAMES, title="The rings of Anna"))


def test_the_file_stands_alone_with_title_and_description() -> None:
    root = paper(MINA)

    assert root.findtext(f"{SVG}title") == "The rings of Anna"
    assert "Leader’s ring: 1 person, 1 due." in (root.findtext(f"{SVG}desc") or "")
    assert not [each for each in root.iter() if each.get("class") or each.tag in (f"{SVG}style", f"{SVG}a")]
    assert not [
        each
        for each in root.iter()
        for name in each.attrib
        if "href" in name and not each.get(name, "").startswith("#")
    ]


def test_a_mark_says_everything_in_words() -> None:
    words = told(MINA)

    assert words == (
        "Mina <Okafor> & co, stakeholder, Data · due: last touchpoint 40 days ago, wanted every 30 days"
        " · has seen 2 pieces of your recent work · decides · friend"
    )
    assert words in [each.text for each in paper(MINA).iter(f"{SVG}title")]


def test_on_the_page_a_mark_leads_somewhere() -> None:
    drawn = on_page(draw([MINA]), names=NAMES, address=lambda mark: f"/people/{mark.person.pk}/?a=1&b=2")

    link = next(ET.fromstring(drawn).iter("a"))
    assert (link.get("href"), link.get("data-person"), link.get("data-ring")) == ("/people/7/?a=1&b=2", "7", "leaders")


def test_states_differ_in_shape_and_not_in_colour_alone() -> None:
    shapes = [shape(state, 1, OnPage()) for state in State]

    assert len(set(shapes)) == len(State)
    assert 'class="hollow"' in shape(State.NEVER, 1, OnPage())
    assert len({shape(state, 1, OnPaper()) for state in State}) == len(State)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_name_breaks_the_picture(name: str, team: str) -> None:
    root = paper(*(Placed(pk=key, name=name, ring="inner", team=team) for key in (1, 2)))

    assert len(list(root.iter(f"{SVG}title"))) == 3
