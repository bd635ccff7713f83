"""Who could speak for somebody's work: plain values in, ranked people with reasons out. Standard library only.

    could_vouch(me, work, contacts, memory, at) -> tuple[Voucher, ...]

`work` is what I did, each with a key, a moment and its paths. `contacts` say who met which of it by which route: read
it, merged it, made it with me, spoke about it, thanked me for it; or that I read theirs. `memory` is the memory of whom
to ask: who else works on those files. A voucher has grounds, each with its route, the works it covers, the last time;
`seen` is when they last met something of mine, and 0 for who only knows the files.

That two people like each other is no argument of any function here. What the ranking is worth is measured by
`bench/vouch`; docs/ranking-people.md says what that means.
"""

from alongside.knowledge.vouching.material import Contact, Ground, Route, Voucher, Work
from alongside.knowledge.vouching.ranking import could_vouch

__all__ = ["Contact", "Ground", "Route", "Voucher", "Work", "could_vouch"]
