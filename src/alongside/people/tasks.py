"""An address book, in the background. The task takes ids and can be run twice or cut off at any point."""

import logging
from contextlib import suppress

from django.db import DatabaseError
from django.tasks import task

from alongside.accounts.models import Member
from alongside.lib.contact_file import NoContacts
from alongside.people.importing.run import Run, Stopped
from alongside.people.models import AddressBook

_log = logging.getLogger(__name__)


@task()
def take_cards(member_id: int, book_id: int) -> None:
    """The task acts as its member: it sees what they see."""
    member = Member.objects.select_related("workspace").get(pk=member_id)
    book = AddressBook.objects.visible_to(member).filter(pk=book_id).first()
    if book and (run := Run(member, book)).claim():
        _take(run)


def _take(run: Run) -> None:
    try:
        run.take()
    except Stopped:
        pass
    except NoContacts as problem:
        run.fail(str(problem))
    except DatabaseError as problem:
        _log.error("Address book %s was not stored: %s", run.book.pk, problem)
        with suppress(DatabaseError):
            run.fail(f"It could not be stored ({problem}). What was taken before is kept.")
    except Exception as problem:
        _log.exception("Address book %s failed", run.book.pk)
        what = f"{type(problem).__name__}: {problem}"
        run.fail(f"It stopped at something unexpected ({what}). What was taken before is kept.")
