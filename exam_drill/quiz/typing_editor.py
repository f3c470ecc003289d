"""The line editor below a listing, by prompt_toolkit.

    ╭─ 3/12 · gru-state-update ───╮
    │  9 │     h_new = 【(こ)】    │     the question without its options; PgUp, PgDn scroll it
    ╰─────────────────────────────╯
    (こ) > h + z * (h_bar -           the text: emacs keys, history, undo, paste, wide characters
     why it is no answer yet
     Enter 解答 · Esc 選択肢 · …

Reading keys, editing and drawing are the library's while the editor is open; then the terminal is the quiz's again.
Nothing invisible gets into the text, so none is drawn.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition, Filter
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyBindings, KeyPress, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, HSplit, Layout, Window
from prompt_toolkit.output import ColorDepth
from rich.text import Text

from exam_drill.cells import cell_len
from exam_drill.layout import WIDEST, Row, wrap
from exam_drill.question import Language
from exam_drill.quiz.frame import compose, key_lines
from exam_drill.quiz.keys import Loan
from exam_drill.quiz.question_page import Page
from exam_drill.quiz.typing import Draft
from exam_drill.quiz.typing_drawing import Highlighting, Lines, same_screen
from exam_drill.typed import LONGEST, typeable

if TYPE_CHECKING:
    from rich.console import Console

_ESCAPE_TIME = 0.05  # seconds after which Escape alone is no longer the start of a sequence
_INDENT = "    "
_MEANINGLESS = ("c-q", "c-r", "c-s")  # any key as a character, and lines to search in, which there are not


class Entered(NamedTuple):
    """How the editor was left: by `how` (answer, escape, suspend, end), with what was typed so far."""

    how: str
    draft: Draft


class Desk(NamedTuple):
    """What stands around the text: the page above, the words before it, remarks below; statements or an expression."""

    page: Page
    lead: str
    remarks: Sequence[Row]
    statements: bool
    history: Sequence[str]
    language: Language


def edit(desk: Desk, draft: Draft, console: Console, loan: Loan) -> Entered:
    """Lets the learner type until the text is an answer, or is left."""
    return _Editor(desk, draft, console, loan.stdin).run(loan)


class _Editor:
    def __init__(self, desk: Desk, draft: Draft, console: Console, stdin: TextIO | None) -> None:
        self._desk, self._console = desk, console
        self._offset: int | None = None
        self._scroll = (0, 0, 0)  # offset, lines in view, largest offset
        self._buffer = Buffer(
            history=InMemoryHistory(list(desk.history)),
            document=Document(draft.text, min(draft.cursor, len(draft.text))),
            multiline=True,
        )
        self._input: Input = create_input(stdin)
        self._app: Application[str] = Application(
            layout=self._layout(),
            key_bindings=self._bindings(),
            full_screen=True,
            color_depth=ColorDepth.DEPTH_1_BIT if console.no_color else ColorDepth.from_env(),
            input=self._input,
            output=same_screen(console),
        )
        self._app.timeoutlen = self._app.ttimeoutlen = _ESCAPE_TIME

    def run(self, loan: Loan) -> Entered:
        keys: list[KeyPress] = []
        parser = Vt100Parser(keys.append)
        parser.feed(loan.ahead.decode(errors="replace"))
        store_typeahead(self._input, keys)
        try:
            how = self._app.run(pre_run=lambda: self._heed(loan), handle_sigint=False)
        except EOFError:  # the terminal is gone
            how = "end"
        finally:
            loan.ahead = "".join(key.data for key in get_typeahead(self._input)).encode()
            self._input.close()
        return Entered(how, Draft(self._buffer.text, self._buffer.cursor_position))

    def _heed(self, loan: Loan) -> None:
        """Has a signal that asks to end close the editor."""

        def leave(number: int) -> None:
            loan.ended_by = loan.ended_by or number
            self._leave("end")

        loop = asyncio.get_running_loop()
        for number in loan.asking:
            with suppress(NotImplementedError):  # event loops of Windows hear no signals; Ctrl-C is a key there
                loop.add_signal_handler(number, leave, number)

    def _leave(self, how: str) -> None:
        if not self._app.is_done:
            self._app.exit(result=how)

    # ── what is drawn ──

    def _layout(self) -> Layout:
        desk = self._desk
        lead, empty = desk.lead, " " * cell_len(desk.lead)
        text = Window(
            BufferControl(self._buffer, lexer=Highlighting(self._console)),
            height=lambda: Dimension(min=1, max=max(self._rows() // 2 - 1, 1)),
            wrap_lines=True,
            dont_extend_height=True,
            get_line_prefix=lambda line, wrapped: [("bold", empty if line or wrapped else lead)],
        )
        remarks = Window(Lines(self._console, self._remark_lines), dont_extend_height=True)
        keys = Window(
            Lines(self._console, self._key_lines),
            height=lambda: Dimension(min=1, max=max(self._rows() // 4, 1)),
            dont_extend_height=True,
        )
        question = Window(Lines(self._console, self._question_lines, fills=True))
        shown = [question, text, *([remarks] if desk.remarks else []), keys]
        return Layout(HSplit(shown), focused_element=text)

    def _rows(self) -> int:
        return self._app.output.get_size().rows

    def _question_lines(self, width: int, height: int) -> list[Text]:
        """The question, in a box of this size."""
        keys = len(self._key_lines(width, height))
        compose_at = partial(compose, self._desk.page, width, offset=self._offset, language=self._desk.language)
        frame = compose_at(rows=height + keys)
        if frame.boxed < height:  # where it scrolls it has more keys, which are not shown here
            frame = compose_at(rows=height + keys + height - frame.boxed)
        self._scroll = (frame.offset, frame.view, frame.last)
        return list(frame.lines[: frame.boxed])

    def _remark_lines(self, width: int, _: int) -> list[Text]:
        return wrap(self._desk.remarks, min(width, WIDEST))

    def _key_lines(self, width: int, _: int) -> list[Text]:
        return key_lines(self._desk.page.keys, min(width, WIDEST), self._desk.language)

    def _scrolled(self, pages: int) -> None:
        offset, view, last = self._scroll
        self._offset = min(max(offset + pages * max(view - 2, 1), 0), last)

    # ── keys ──

    def _bindings(self) -> KeyBindings:
        statements, empty = Condition(lambda: self._desk.statements), Condition(lambda: not self._buffer.text)
        bindings: list[tuple[tuple[Keys | str, ...], Callable[[KeyPressEvent], None], Filter]] = [
            (("escape",), self._leaving("escape"), Always()),
            (("c-c",), self._leaving("end"), Always()),
            (("<sigint>",), self._leaving("end"), Always()),
            (("c-d",), self._leaving("end"), empty),
            (("c-z",), self._leaving("suspend"), Always()),
            (("enter",), self._leaving("answer"), ~statements),
            (("escape", "enter"), self._leaving("answer"), statements),
            (("enter",), lambda _: self._new_line(), statements),
            (("escape", "enter"), lambda _: self._buffer.insert_text("\n"), ~statements),
            (("tab",), lambda _: self._insert(_INDENT), Always()),
            (("pageup",), lambda _: self._scrolled(-1), Always()),
            (("pagedown",), lambda _: self._scrolled(1), Always()),
            ((Keys.BracketedPaste,), lambda event: self._insert(event.data), Always()),
            ((Keys.Any,), lambda event: self._insert(event.data), Always()),
            *(((key,), lambda _: None, Always()) for key in _MEANINGLESS),
        ]
        keys = KeyBindings()
        for names, handler, condition in bindings:
            keys.add(*names, filter=condition)(handler)
        return keys

    def _leaving(self, how: str) -> Callable[[KeyPressEvent], None]:
        return lambda _: self._leave(how)

    def _insert(self, text: str) -> None:
        room = LONGEST + 1 - len(self._buffer.text)  # one too many is told when it is tried
        self._buffer.insert_text(typeable(text)[: max(room, 0)])

    def _new_line(self) -> None:
        """A new line, indented like the one before; on an empty last line the text is the answer."""
        document = self._buffer.document
        last = not document.text_after_cursor.strip()
        if document.text.strip() == "" or (last and not document.current_line.strip()) or _is_command(document.text):
            self._leave("answer")
            return
        before = document.current_line_before_cursor
        indent = before[: len(before) - len(before.lstrip())]
        opens = before.rstrip().endswith((":", "："))
        self._buffer.insert_text("\n" + indent + _INDENT * opens)


def _is_command(text: str) -> bool:
    return text.lstrip().startswith((":", "：")) and "\n" not in text.strip()
