"""`redbridge evaluate_translation`: how near engines come to what people wrote, and what they break."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.kernel.errors import SettingError
from redbridge.translation.addresses import Address, addresses

EVERY = 100


class Command(BaseCommand):
    help = ("Translate the pairs of a file as the site would, and compare: BLEU, chrF, spans kept. Nothing is stored. Ends "
            "with 1 where an engine did not answer, so that some texts were left as they are.")  # fmt: skip
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pairs", type=Path, metavar="PAIRS.json", help="a list of {en, zh, source, src_lang, dst_lang}")
        parser.add_argument("--engine", metavar="URL", default="", help="an address as in REDBRIDGE_TRANSLATION_URL, instead")
        parser.add_argument("--json", action="store_true", help="figures for machines")
        parser.add_argument("--output", type=Path, metavar="FILE", help="what would be seen, a JSON line for each text")

    def handle(self, *args: Any, **options: Any) -> None:
        from redbridge.translation import glossary
        from redbridge.translation.evaluating.pairs import read
        from redbridge.translation.evaluating.scoring import score
        from redbridge.translation.evaluating.seeing import Seen, see
        from redbridge.translation.evaluating.telling import told

        glossary.also(lambda: ())  # what members added stands in the database, which nobody needs here
        pairs, engines = read(options["pairs"]), _engines(options["engine"])
        seen: dict[str, list[Seen]] = defaultdict(list)
        seconds: dict[str, float] = defaultdict(float)
        said: set[str] = set()
        with _written(options["output"]) as output:
            for number, (one, took) in enumerate(see(pairs, engines, said.add), start=1):
                seen[one.pair.direction].append(one)
                seconds[one.pair.direction] += took
                if output:
                    output.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
                self._progress(one.pair.direction, number, len(pairs))
        figures = {direction: score(these, seconds[direction]) for direction, these in seen.items()}
        self.stdout.write(json.dumps(figures, indent=1) if options["json"] else "\n".join(told(figures, seen)))
        self._failures([one for these in seen.values() for one in these], said)

    def _progress(self, direction: str, number: int, of: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{direction}: {number} of {of}", ending="\n" if number == of else "")
            self.stderr.flush()
        elif number % EVERY == 0 or number == of:
            self.stderr.write(f"{direction}: {number} of {of}")

    def _failures(self, seen: Sequence[Any], said: set[str]) -> None:
        failed = sum(one.failed for one in seen)
        for why in sorted(said)[:3]:
            self.stderr.write(why)
        if failed:
            self.stderr.write(f"{failed} of {len(seen)} texts are counted as they were written: no engine answered.")
            sys.exit(1)
        if all(one.engine is None for one in seen):
            self.stderr.write("Every text is seen as it was written: no engine has these languages.")


def _engines(url: str) -> Sequence[Address]:
    from redbridge.translation.engines import configured

    if not url:
        return configured()
    try:
        return addresses(url)
    except ValueError as error:
        raise SettingError(f"--engine {error}.") from None


@contextmanager
def _written(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
        return
    try:
        output = path.open("w", encoding="utf-8", errors="backslashreplace")  # a lone surrogate as JSON spells it
    except OSError as error:
        raise SettingError(f"{path} cannot be written: {(error.strerror or '').lower()}.") from None
    with output:
        yield output
