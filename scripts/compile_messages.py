"""Makes every language's .mo file from its .po file. `--check` writes nothing and ends with 1 where one is stale.

`--missing cy` lists what the pages say and the language does not, as lines to be added to its .po file.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.catalogues import LOCALE, Message, catalogues, compiled, read_catalogue
from scripts.messages_in_use import messages_in_use


def main() -> int:
    """Do what the command line asks."""
    asked = sys.argv[1:]
    if "--missing" in asked:
        return _list_missing(asked[-1])
    stale = [file for file in catalogues() if not _is_fresh(file)]
    for file in stale:
        if "--check" in asked:
            print(f"Stale: {file.with_suffix('.mo').relative_to(LOCALE.parent)}. Run scripts/compile_messages.py.")
        else:
            file.with_suffix(".mo").write_bytes(compiled(read_catalogue(file)))
    return 1 if stale and "--check" in asked else 0


def _is_fresh(file: Path) -> bool:
    made = file.with_suffix(".mo")
    return made.exists() and made.read_bytes() == compiled(read_catalogue(file))


def _list_missing(language: str) -> int:
    """Print the messages that a language lacks, in the form of its .po file."""
    file = LOCALE / language / "LC_MESSAGES" / "django.po"
    known = {message.key for message in read_catalogue(file)} if file.exists() else set()
    for key, places in sorted(messages_in_use().items()):
        if key not in known:
            print("\n".join(f"#: {place}" for place in places))
            print(_in_form(Message(*key)) + "\n")
    return 0


def _in_form(message: Message) -> str:
    lines = [f"msgctxt {_quoted(message.context)}"] if message.context else []
    lines.append(f"msgid {_quoted(message.english)}")
    lines += [f"msgid_plural {_quoted(message.plural)}", 'msgstr[0] ""'] if message.plural else ['msgstr ""']
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    sys.exit(main())
