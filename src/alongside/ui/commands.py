"""Every place that a command leads to: the palette, the keys and the search read this one list."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Command:
    label: str
    name: str
    icon: str
    words: str = ""
    """Other words that find it."""
    keys: str = ""

    @property
    def url(self) -> str:
        return reverse(self.name)


COMMANDS = (
    Command("Go to Today", "desk:today", "today", "home start", "g t"),
    Command("Go to Log", "evidence:log", "log", "entries wins evidence", "g l"),
    Command("Look through pieces of work", "evidence:pieces", "work", "suggestions inbox", "g w"),
    Command("Look at the year", "evidence:timeline", "calendar", "timeline evidence months", "g y"),
    Command("Go to impact stories", "evidence:stories", "story", "results metrics", "g i"),
    Command("Go to One-on-ones", "one_on_ones:one_on_ones", "one-on-ones", "meetings agenda prepare manager", "g o"),
    Command("Edit the question bank", "one_on_ones:questions", "question", "ask"),
    Command("Go to Growth", "growth:growth", "growth", "promotion career", "g r"),
    Command("Go to Advocates", "growth:advocates", "people", "vouch witnesses promotion who could speak"),
    Command("Go to Decision makers", "growth:deciders", "decision", "promotion who decides coverage"),
    Command("Choose topics to be known for", "growth:topics", "tag", "brand reputation name"),
    Command("Go to Support", "growth:support", "thanks", "mentors communities needs help"),
    Command("Go to People", "people:people", "people", "persons", "g p"),
    Command("Take the steps of this week", "growth:steps", "arrow-right", "touchpoints coffee sync three small"),
    Command("Add a person", "people:add_person", "plus", "manager peer"),
    Command("Whom to ask", "knowledge:ask", "question", "who knows expert owner file folder words", "g a"),
    Command("Look at areas of the system", "knowledge:areas", "folder", "who knows owners parts looked"),
    Command("Look at expectations", "people:expectations", "question", "understood confirm manager align"),
    Command("Read repositories", "sources:sources", "commit", "collect git sources"),
    Command("Say which names and addresses are you", "sources:identity_proposals", "user", "identities logins mailmap"),
    Command("Change settings", "desk:settings", "settings", "token time zone sign out", "g s"),
    Command("Download everything", "desk:export", "download", "export archive"),
)
