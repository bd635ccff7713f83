"""Six weeks of an engineer on a payments team, as a table that can be read."""

from datetime import UTC, datetime, timedelta

from alongside.evidence.work.material import Credit, Deed, FileChange
from alongside.evidence.work.reading import tickets_in

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
ME = "Ana"

# id | day | kind | title | files (path +added -removed) | what else: branch, parents, credits, body
_TABLE = """
a01 |  0 | commit | PAY-12: Add a retry queue for webhooks       | src/webhooks/queue.py +180 -0; src/webhooks/models.py +40 -2 |
a02 |  0 | commit | Update yarn.lock                             | web/yarn.lock +400 -380 |
a03 |  1 | commit | PAY-12 Retry webhooks with back-off          | src/webhooks/queue.py +60 -12; tests/webhooks/test_queue.py +120 -0 |
a04 |  1 | commit | fixup! PAY-12 Retry webhooks with back-off   | src/webhooks/queue.py +3 -3 |
a05 |  2 | review | Review of Cache the exchange rates           | | credits=author:Ana,helped:Mina tickets=#301
a06 |  3 | commit | Explain webhook retries to integrators       | docs/webhooks.md +80 -4 | body=Refs PAY-12
a07 |  3 | commit | Fix typo in README                           | README.md +1 -1 |
a08 |  4 | commit | PAY-12: Show failed webhooks in the console  | web/console/failed.tsx +90 -5; src/webhooks/api.py +35 -1; tests/webhooks/test_api.py +40 -0 | body=Closes PAY-12 credits=author:Ana,reviewer:Mina
b01 |  7 | commit | fix(payments): round refunds half up         | src/payments/refunds.py +12 -6; tests/payments/test_refunds.py +30 -0 | body=Fixes PAY-31
b02 |  7 | commit | Bump django from 6.0.1 to 6.0.2              | requirements.txt +1 -1 |
b03 |  8 | commit | refactor: Split the ledger into entries      | src/ledger/entries.py +420 -0; src/ledger/book.py +40 -390; src/payments/refunds.py +8 -9; src/reports/monthly.py +6 -6; src/api/ledger.py +14 -30 |
b04 |  9 | commit | Move ledger posting beside its entries       | src/ledger/entries.py +60 -2; src/ledger/posting.py +20 -75 |
b05 | 10 | review | Review of Invoice numbers per country        | | credits=author:Ana,helped:Tom tickets=#310
b06 | 10 | comment| Comment on Invoice numbers per country       | | credits=author:Ana,helped:Tom tickets=#310
c01 | 14 | commit | hotfix: stop double charges after a timeout  | src/payments/charge.py +22 -4; tests/payments/test_charge.py +55 -0 | body=Incident INC-7: 41 customers were charged twice.
c02 | 14 | commit | INC-7 Log the idempotency key with each charge | src/payments/charge.py +8 -1 |
c03 | 15 | commit | INC-7 Alert when two charges share a key     | ops/alerts/charges.yml +30 -0 |
c04 | 16 | commit | Write the post-mortem of the double charges  | docs/incidents/inc-7.md +140 -0 | body=Closes INC-7
c05 | 17 | commit | [PATCH 1/2] Add idempotency keys to refunds  | src/payments/refunds.py +48 -6; src/payments/keys.py +70 -0 | parents=c04
c06 | 17 | commit | [PATCH 2/2] Test refunds with a repeated key | tests/payments/test_refunds.py +64 -0 | parents=c05
c07 | 18 | merge  | Merge pull request #322 from ana/refund-keys | | parents=c04,c06 body=Refunds with idempotency keys
d01 | 21 | commit | Cache exchange rates for an hour             | src/rates/cache.py +64 -3 |
d02 | 22 | commit | Revert "Cache exchange rates for an hour"    | src/rates/cache.py +3 -64 | body=This reverts commit d01.
d03 | 23 | commit | Run black                                    | src/rates/cache.py +12 -12; src/payments/charge.py +9 -9; src/api/ledger.py +5 -5 |
d04 | 24 | commit | Migrate settlement jobs from cron to the queue | src/settlement/jobs.py +150 -90; src/settlement/schedule.py +20 -120; deploy/cron.yml +0 -44 | body=PAY-40
d05 | 28 | commit | PAY-40 Drain the old settlement jobs         | src/settlement/jobs.py +30 -8; tests/settlement/test_jobs.py +75 -0 |
d06 | 30 | commit | PAY-40 Remove cron from settlement           | src/settlement/schedule.py +0 -60; docs/runbooks/settlement.md +30 -25 |
e01 | 28 | commit | ci: Run the payment tests in parallel        | .github/workflows/test.yml +25 -8; scripts/test +12 -2 |
e02 | 29 | commit | Release 2.14.0                               | CHANGELOG.md +30 -0; pyproject.toml +1 -1 |
e03 | 29 | review | Review of Partial captures                   | | credits=author:Ana,helped:Mina tickets=#340
e04 | 30 | commit | Add a guide for new webhook integrations     | docs/guides/integrations.md +210 -0 | credits=author:Ana,co-author:Tom
e05 | 31 | commit | PAY-55: Support partial captures in the API  | src/api/captures.py +130 -4; src/payments/capture.py +90 -12; tests/api/test_captures.py +140 -0; docs/api/captures.md +60 -0 | credits=author:Ana,co-author:Mina body=Closes PAY-55
e06 | 32 | commit | PAY-55: Refuse captures above the amount     | src/payments/capture.py +14 -2; tests/api/test_captures.py +22 -0 |
f01 | 35 | commit | Merge branch 'main' into ana/captures        | | parents=e05,e02 kind=merge
f02 | 36 | commit | wip                                          | src/api/captures.py +2 -2 |
f03 | 37 | commit | Update copyright year                        | LICENSE +1 -1 |
f04 | 38 | commit | Speed up the monthly report                  | src/reports/monthly.py +70 -120; src/reports/sql.py +55 -0 | body=From 41 s to 6 s on the March data.
f05 | 39 | commit | Test the monthly report on an empty month    | tests/reports/test_monthly.py +30 -0 |
f06 | 40 | commit | Fix reformatting in monthly report tests     | tests/reports/test_monthly.py +2 -2 |
f07 | 41 | commit | Bump version to 2.15.0                       | pyproject.toml +1 -1 |
"""  # noqa: E501


def six_weeks() -> list[Deed]:
    return [_deed(line) for line in _TABLE.strip().splitlines()]


def at(day: float) -> datetime:
    return START + timedelta(days=day)


def _deed(line: str) -> Deed:
    name, day, kind, title, files, more = (field.strip() for field in (line + "|").split("|")[:6])
    said, _, body = more.partition("body=")
    given = dict(word.split("=", 1) for word in said.split())
    body, _, after = body.partition(" credits=")
    given |= {"credits": after.strip()} if after else {}
    return Deed(
        name,
        given.get("kind", kind),
        title,
        at(int(day)) + timedelta(minutes=int(name[1:])),
        body=body,
        parents=tuple(filter(None, given.get("parents", "").split(","))),
        files=tuple(_file(file) for file in files.split(";") if file.strip()),
        tickets=tuple(filter(None, given.get("tickets", "").split(","))) or tickets_in(title, body),
        credits=tuple(Credit(*one.split(":")) for one in given.get("credits", f"author:{ME}").split(",")),
        source="shop",
    )


def _file(text: str) -> FileChange:
    path, added, removed = text.split()
    return FileChange(path, int(added), -int(removed))
