"""The job "options": for each option, fill ─▶ for each trial: fresh globals, inputs ─▶ call ─▶ outcome    a frame each.

An option without a label is the program in which every blank holds its published answer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from exam_drill.sandbox.inside.once import (
    Caught,
    End,
    Where,
    characters,
    lacked_memory,
    recorded,
    refused,
    report,
    run_once,
    unparsed,
)
from exam_drill.sandbox.inside.policy import RefusedError
from exam_drill.sandbox.inside.spaces import Given, load_given, space_of
from exam_drill.sandbox.inside.substitute import (
    CALL_NAME,
    FILE_NAME,
    REACHED,
    Compiled,
    UnparsedError,
    compile_call,
    fill,
    parse_template,
)
from exam_drill.sandbox.inside.told import Told
from exam_drill.sandbox.values import same
from exam_drill.sandbox.wire import Packer, TooLargeError

Case = tuple[int, tuple[Any, ...]]  # the seed and the inputs of a trial
Send = Callable[[bytes], None]


def run_options(header: Any, cases: list[Case], send: Send) -> None:
    """Runs the options in order, until one that may not share its process with those before it or after it."""
    policy, enough = header["policy"], header["enough"]
    try:
        listing = _Listing(header, cases)
    except (UnparsedError, LookupError, RefusedError) as failure:
        outcome = refused(failure) if isinstance(failure, RefusedError) else unparsed(failure)
        for key, _, _ in header["options"]:
            send(Packer().frame({"option": key, "outcomes": [outcome]}))
        return
    first: list[End] = []
    for place, (key, label, text) in enumerate(header["options"]):
        packer = Packer(header["output"])
        judged = {label} if label else set(listing.texts)
        texts = {**listing.texts, label: text} if label else listing.texts
        alone = False
        try:
            program = fill(listing.template, texts, judged)
            alone = policy and not _may_share((program, listing.call, listing.given), header["strangers"])
            if alone and place:
                return  # it gets a child of its own, as do those after it
            told = Told(packer)
            ends: list[End] = []
            with recorded() as caught:
                for end, outcome in listing.trials(program, texts, packer, caught):
                    told.add(outcome, end.value)
                    if len(ends) < enough:
                        ends.append(end)
                        if place and len(ends) == enough and _differ(first, ends):
                            break
            first = first if place else ends
            outcomes = told.outcomes()
            if policy and place and any(map(lacked_memory, outcomes)):
                return  # what was before it may have left too little: alone it has all of it
        except UnparsedError as failure:
            outcomes = [unparsed(failure)]
        except RefusedError as failure:
            outcomes = [refused(failure)]
        except TooLargeError:
            packer = Packer()
            amount = f"{header['output'] >> 20} MB"
            outcomes = [{"ending": "refused", "limit": "output", "amount": amount, "reached": list(judged)}]
        send(packer.frame({"option": key, "outcomes": outcomes}))
        if alone:
            return


class _Listing:
    """The program of a job with its blanks, what it is called by, and what is there when it runs."""

    def __init__(self, header: Any, cases: list[Case]) -> None:
        policy = header["policy"]
        self.texts: dict[str, str] = dict(header["texts"])
        self.inputs: list[str] = header["inputs"]
        self.cases = cases
        self.template = parse_template(header["code"], tuple(self.texts), policy)
        self.call = compile_call(header["call"], header["function"], tuple(self.inputs), self.template)
        self.given = load_given(header["helpers"], header["given"], policy, header["trusted"])
        self._prepared = space_of("program", policy)
        self._draws = any(map(_may_draw, (header["code"], header["call"], header["helpers"])))

    def trials(
        self, program: Compiled, texts: dict[str, str], packer: Packer, caught: Caught
    ) -> Iterator[tuple[End, dict[str, Any]]]:
        """How each trial ended, and that as data but for what it returned."""
        template, code, call = self.template, program.code, self.call.code
        draws = self._draws or any(map(_may_draw, texts.values()))

        def locate(file: str, line: int, column: int) -> Where | None:
            if file == CALL_NAME:
                return ("call", "", line, column + 1)
            if file != FILE_NAME:
                return None
            where, label, line = template.text_of_line(line)
            return (where, label, line, characters(texts[label] if label else template.code, line, column))

        for seed, values in self.cases:
            reached: set[str] = set()
            # The program sees numpy, the helpers and nothing of the trials before.
            space = {**self._prepared, **self.given.make(), REACHED: reached.add}

            def run(arguments: list[Any], space: dict[str, Any] = space) -> Any:
                exec(code, space)
                return eval(call, space)(*arguments)

            end = run_once(run, seed if draws else None, values, locate, caught)
            outcome = report(end, values, self.inputs, locate, packer)
            outcome["reached"] = list(reached)
            yield end, outcome


def _may_share(parts: Iterable[Compiled | Given], strangers: bool) -> bool:
    """Whether an option may share its process with others; those of strangers must not hear of each other either."""
    return all(part.shareable and (part.deaf or not strangers) for part in parts)


def _differ(first: list[End], ends: list[End]) -> bool:
    """Whether an option ended otherwise than the first one in each of these trials.

    The first one is the published one, most likely right, and what differs from it everywhere is most likely wrong, and
    need not run on all trials.  That is only a hint: the parent, which knows the expected values, has whatever is not
    settled run again.
    """
    try:
        return len(first) == len(ends) and not any(map(_end_alike, first, ends))
    except Exception:  # a value of a program's own making that cannot be compared
        return False


def _end_alike(one: End, other: End) -> bool:
    if one.error is not None or other.error is not None:
        return one.error is not None and other.error is not None
    return same(one.value, other.value) and same(one.arguments, other.arguments)


def _may_draw(text: str) -> bool:
    """Whether a text may draw random numbers: to seed the generators for each run is not cheap."""
    return "random" in unicodedata.normalize("NFKC", text)  # as Python reads names
