"""The commands, each a function in a file of its name."""

from typing import Annotated

import typer

import alongside
from alongside.cli.advocates import advocates
from alongside.cli.agenda import agenda
from alongside.cli.areas import areas
from alongside.cli.ask import ask
from alongside.cli.collect import collect
from alongside.cli.count import count
from alongside.cli.doctor import doctor
from alongside.cli.entries import entries
from alongside.cli.export import export
from alongside.cli.highlights import highlights
from alongside.cli.init import init
from alongside.cli.people import people
from alongside.cli.prep import prep
from alongside.cli.serve import serve
from alongside.cli.sources import sources
from alongside.cli.steps import steps
from alongside.cli.stories import stories
from alongside.cli.story import story
from alongside.cli.token import token
from alongside.cli.write_down import log, touch

app = typer.Typer(
    help="Evidence of work that nobody forgets, one-on-ones that prepare themselves.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"alongside {alongside.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *, version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False
) -> None:
    pass


_commands = (
    init,
    serve,
    collect,
    sources,
    log,
    touch,
    ask,
    areas,
    entries,
    highlights,
    count,
    stories,
    advocates,
    prep,
    agenda,
    export,
    doctor,
)
for _command in _commands:
    app.command()(_command)
app.add_typer(story, name="story")
app.add_typer(people, name="people")
app.add_typer(steps, name="steps")
app.add_typer(token, name="token")
