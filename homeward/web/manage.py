"""`homeward-web`: the commands that keep the web floor running."""

import os
import sys

_OWN = "homeward.web.commands"
_ALSO = ("migrate", "check")
COULD_NOT = 2


def main() -> None:
    """Run one command; `homeward-web help` lists them. Names are written with hyphens.

    An error is one sentence on stderr and never a traceback, unless `--debug` asks for it. Exit 0 once done, else the
    command's own code, or 2 where it could not be run.
    """
    os.umask(0o077)  # what the service writes, its own account alone may read
    words = ["--traceback" if word == "--debug" else word for word in sys.argv[1:]]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homeward.web.settings.production")
    try:
        _run(words)
    except Exception as error:
        if "--traceback" in words:
            raise
        sys.stderr.write(f"{_sentence(error)}\n")
        sys.exit(getattr(error, "returncode", COULD_NOT))


def _run(words: list[str]) -> None:
    """Run the command in Django's way, except that it leaves the telling of errors to us."""
    from django.core.management import execute_from_command_line

    name, rest = (words or ["help"])[0], words[1:]
    if name in ("help", "--help", "-h") and not rest:
        _print_commands()
    elif name in ("help", "--help", "-h"):
        execute_from_command_line(["homeward-web", _known(rest[0]), "--help"])
    else:
        always = [] if "--traceback" in rest else ["--traceback"]
        execute_from_command_line(["homeward-web", _known(name), *always, *rest])


def _known(name: str) -> str:
    """Return the file name of a command; raises CommandError for a name that is none."""
    import django
    from django.core.management import CommandError, get_commands

    django.setup()
    found = name.replace("-", "_")
    if found not in get_commands():
        raise CommandError(
            f"There is no command {name}; `homeward-web help` lists those there are.", returncode=COULD_NOT
        )
    return found


def _print_commands() -> None:
    """Print each command with what it does."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    lines = ["homeward-web COMMAND [OPTIONS]; `homeward-web COMMAND --help` says more.\n"]
    for name, app in sorted(get_commands().items()):
        if app == _OWN or name in _ALSO:
            words = load_command_class(app, name).help.strip().splitlines()[0]
            lines.append(f"  {name.replace('_', '-'):14}{words}")
    sys.stdout.write("\n".join(lines) + "\n")


def _sentence(error: Exception) -> str:
    """Return what to tell of an error. Words that we did not choose ourselves may hold a value, so they stay inside."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import Error

    if isinstance(error, (CommandError, ImproperlyConfigured)):
        return str(error)
    if isinstance(error, Error):
        return "The database could not be used: see that it runs and that `homeward-web migrate` was run."
    return f"This stopped because of a fault in Homeward ({type(error).__name__}): --debug shows where."
