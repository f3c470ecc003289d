"""What `exam-drill new` asks its author on a terminal, line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console

from exam_drill.commands.new_result import option_rows
from exam_drill.drafting.blanks import LABELS, Cutting, Span, line_of
from exam_drill.drafting.choice import Wish, expressions, of_span, resolve
from exam_drill.drafting.errors import DraftError
from exam_drill.drafting.request import WrongOption, lines_wish, with_line
from exam_drill.editing import DraftOption
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.layout import Row, print_rows, prose
from exam_drill.question import Language
from exam_drill.sandbox import Sandbox
from exam_drill.visible import visible_text


class Dialog:
    """Asks and tells.  Where nobody can answer, `asks` is False and nothing is ever waited for."""

    def __init__(self, environment: Environment, language: Language, console: Console) -> None:
        self._environment, self.language, self._console = environment, language, console
        stdin, stdout = environment.stdin, environment.stdout
        self.asks = stdin is not None and not stdin.closed and stdin.isatty() and stdout.isatty()

    def tell(self, code: str, **parameters: object) -> None:
        """Writes a sentence."""
        self.print(prose(say(self.language, f"new.{code}", **parameters)))

    def show(self, text: str) -> None:
        """Writes lines as they are."""
        self._environment.stdout.write(visible_text(text) + "\n")

    def print(self, rows: Iterable[Row]) -> None:
        """Writes rows, broken into lines as wide as the terminal."""
        print_rows(rows, self._console)

    def ask(self, code: str, **parameters: object) -> str:
        """The line that is typed, without space around it; DraftError `stopped` at the end of the input."""
        self._environment.stdout.write(say(self.language, f"new.{code}", **parameters))
        self._environment.stdout.flush()
        line = self._environment.stdin.readline()
        if not line:
            self._environment.stdout.write("\n")
            raise DraftError("stopped")
        return line.strip()

    def input_of(self, name: str) -> str:
        """The declaration of a parameter."""
        while True:
            text = self.ask("ask-input", name=name)
            if text:
                return text

    def choose_blank(self, sandbox: Sandbox, listing: str) -> Cutting:
        """Shows the program and what may be a blank, and asks until something was chosen."""
        offered = expressions(sandbox, listing)
        self.tell("program")
        self.show(numbered(listing))
        self.tell("offered")
        self.show(offers(listing, offered))
        while True:
            typed = self.ask("ask-blank")
            if not typed:
                continue
            try:
                return self._chosen(sandbox, listing, offered, typed)
            except DraftError as error:
                if error.code == "stopped":
                    raise
                self.tell(error.code, **error.parameters)

    def _chosen(self, sandbox: Sandbox, listing: str, offered: Sequence[Span], typed: str) -> Cutting:
        plain = unicodedata.normalize("NFKC", typed)
        if plain.isdecimal():
            if not 1 <= int(plain) <= len(offered):
                raise DraftError("blank-no-number", number=plain, most=len(offered))
            return of_span(sandbox, listing, offered[int(plain) - 1])
        if plain[:1].isdecimal() and not set(plain) - set("0123456789-~ 〜"):
            return resolve(sandbox, listing, lines_wish(plain))
        return self.settle(sandbox, listing, Wish(text=typed))

    def settle(self, sandbox: Sandbox, listing: str, wish: Wish) -> Cutting:
        """The stretch that is meant; on which line it stands is asked where there are several."""
        while True:
            try:
                return resolve(sandbox, listing, wish)
            except DraftError as error:
                if not self.asks or error.code not in ("blank-several", "blank-several-on-line"):
                    raise
                self.tell(error.code, **error.parameters)
                wish = self._ask_line(wish, str(error.parameters["lines"]))

    def _ask_line(self, wish: Wish, lines: str) -> Wish:
        while True:
            typed = self.ask("ask-line", lines=lines)
            try:
                return with_line(wish, typed)
            except DraftError as error:
                self.tell(error.code, **error.parameters)

    def choose_options(self, label: str, proposed: Sequence[DraftOption]) -> list[DraftOption]:
        """Those of the proposed wrong options that are wanted; none if the author would rather write some."""
        self.tell("proposed", label=label)
        self.print(option_rows(proposed, self.language))
        while True:
            typed = unicodedata.normalize("NFKC", self.ask("ask-proposed")).replace(",", " ").replace("、", " ").split()
            if not typed:
                return list(proposed)
            if typed == ["0"]:
                return []
            if all(word.isdecimal() and 1 <= int(word) <= len(proposed) for word in typed):
                return [proposed[number] for number in sorted({int(word) - 1 for word in typed})]

    def wrong_options(self) -> list[WrongOption]:
        """Wrong options, at least one, until an empty line."""
        found: list[WrongOption] = []
        while True:
            number = len(found) + 1
            code = self.ask("ask-wrong" if number > 1 else "ask-first-wrong", number=number)
            if code:
                why = self.ask("ask-why")
                found.append(WrongOption(code, (why,) if why else ()))
            elif number > 1:
                return found


def numbered(listing: str) -> str:
    """The program with the numbers of its lines."""
    lines = listing.split("\n")
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, 1))


def offers(listing: str, offered: Sequence[Span]) -> str:
    """The expressions with numbers of their own, and the lines where they stand."""
    width = len(str(len(offered)))
    return "\n".join(
        f"  [{number:>{width}}] {' '.join(listing[span.start : span.end].split())}  :{line_of(listing, span)}"
        for number, span in enumerate(offered, 1)
    )


def free_labels(given: Sequence[str], count: int) -> list[str]:
    """A label for each blank: those that were given, then those that follow the last one in the syllabary."""
    behind = LABELS.find(given[-1]) + 1 if given else 0
    following = [label for label in (*LABELS[behind:], *LABELS[:behind]) if label not in given]
    return [*given, *following][:count]
