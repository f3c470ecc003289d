"""Has typed answers run, each alone in a child of its own, and compares them with the reference and with the options.

    question ─ prepare ─▶ its reference's values, and what its options give     while the learner types
    text ─ read ─ sandbox ─▶ outcomes ─ diagnosis ─▶ verdict ─▶ TypedReport     after Enter

The job with the answer holds no other text of its blank, and no expected value.  The options run in children of their
own, on the same trials, to the last one.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace
from functools import partial

from exam_drill.attempt import TYPED
from exam_drill.cases import size_in_bytes
from exam_drill.diagnosis import judge_option, refusal, same_runs
from exam_drill.evaluate import Ready, Settings, make_ready
from exam_drill.faults import unrunnable
from exam_drill.judging import MOST_KEPT
from exam_drill.markers import find_markers
from exam_drill.outcome import Ending, Error, Outcome
from exam_drill.program import Program, build_program, locate
from exam_drill.question import Blank, Code, Option, Place, Question
from exam_drill.sandbox import DeadlineError, Outcomes, Sandbox
from exam_drill.scan import same_code_key, tokens
from exam_drill.typed.reading import Fault, Typed, read
from exam_drill.typed.report import TypedReport
from exam_drill.verdict import Failure, ReasonKind, Verdict, VerdictKind

_STATEMENTS = {"return", "assert", "del", "for", "if", "import", "from", "pass", "raise", "try", "while", "with"}
_COMPARISONS = {"==", "!=", "<=", ">="}


MORE = 3  # times the trials of an option: whoever typed an answer could not see which ones tell


class Answering:
    """Judges typed answers with one sandbox; what it takes for one question is kept until another one's turn.

    They run on more trials than options do: an author has seen that these tell the options apart, but nobody knows what
    will be typed.
    """

    def __init__(self, sandbox: Sandbox, settings: Settings | None = None) -> None:
        self._sandbox, self._settings = sandbox, settings or Settings()
        self._question: Question | None = None
        self._ready: dict[int, Ready | Failure] = {}  # by how many times the trials
        self._options: tuple[Ready, Blank, dict[int, Outcomes]] | None = None

    def prepare(self, question: Question, label: str) -> None:
        """Runs all that an answer to this blank will be compared with."""
        ready = self._thorough(question)
        if isinstance(ready, Ready):
            self._run_options(ready, question.blank(label))

    def answer(self, question: Question, label: str, text: str) -> TypedReport:
        """What a text is worth as an answer; DeadlineError if its own run takes longer than the sandbox's deadline."""
        typed = read(text)
        if isinstance(typed, Fault):
            return TypedReport(None, fault=typed)
        blank = question.blank(label)
        report = self._judge(self._thorough(question), blank, typed)
        if report.verdict is not None and _ran_out(report.verdict):
            # What was too much for so many trials may be enough for as many as an option must pass.
            report = self._judge(self._made_ready(question, 1), blank, typed)
        return report

    def _thorough(self, question: Question) -> Ready | Failure:
        """The question on many trials, or on its own if its reference cannot take so many."""
        ready = self._made_ready(question, MORE)
        return ready if isinstance(ready, Ready) else self._made_ready(question, 1)

    def _made_ready(self, question: Question, times: int) -> Ready | Failure:
        if self._question is not question:
            self._question, self._ready, self._options = question, {}, None
        if times not in self._ready:
            trials = times * (question.trials or self._settings.trials)
            self._ready[times] = make_ready(replace(question, trials=trials), self._sandbox, self._settings)
        return self._ready[times]

    def _judge(self, ready: Ready | Failure, blank: Blank, typed: Typed) -> TypedReport:
        same = _same_text(blank, typed)
        if isinstance(ready, Failure):
            return TypedReport(typed, failure=ready, option=same, by_text=bool(same))
        outcomes = self._run(ready, blank, typed.text)
        fault = _fault(ready.question, blank, typed, outcomes[0])
        if fault is not None:
            return TypedReport(typed, fault=fault)
        where = partial(_locate, ready.question, blank, typed)
        verdict = judge_option(TYPED, outcomes, ready.expected, ready.cases, ready.tolerance, where)
        if verdict.kind is VerdictKind.MATCHES or _ran_out(verdict):
            return TypedReport(typed, verdict, option=same, by_text=bool(same))
        options: dict[int, Outcomes] = {}
        with suppress(DeadlineError):  # what it is like is told by the way
            options = self._run_options(ready, blank)
        failure = unrunnable(ready.question, blank, {number: found[0] for number, found in options.items()})
        if failure is not None:
            return TypedReport(typed, failure=failure, option=same, by_text=bool(same))
        if same:
            return TypedReport(typed, verdict, option=same, by_text=True)
        return TypedReport(typed, verdict, option=_same_values(ready, verdict, outcomes, options))

    def _run(self, ready: Ready, blank: Blank, text: str) -> Outcomes:
        answer = replace(blank, options=(Option(TYPED, Code(text, ())),))
        program = build_program(ready.question, answer, ready.specs)
        return self._sandbox.run_options(program, ready.cases, ready.helpers, apart=True)[TYPED]

    def _run_options(self, ready: Ready, blank: Blank) -> dict[int, Outcomes]:
        """What each option gives on every trial, as far as that is not too large to be kept."""
        if self._options is None or self._options[0] is not ready or self._options[1] is not blank:
            program = build_program(ready.question, blank, ready.specs)
            self._options = ready, blank, self._all_outcomes(program, ready)
        return self._options[2]

    def _all_outcomes(self, program: Program, ready: Ready) -> dict[int, Outcomes]:
        kept: dict[int, Outcomes] = {}
        size = 0
        run = self._sandbox.options(program, ready.cases, ready.helpers, apart=not self._sandbox.can_share)
        with closing(iter(run)) as answers:
            for number, found in answers:
                self._sandbox.check()
                size += sum(size_in_bytes(one.value) + size_in_bytes(one.arguments) for one in found)
                if size > MOST_KEPT:
                    break
                kept[number] = found
        return kept


def _ran_out(verdict: Verdict) -> bool:
    """Whether a run was ended, or refused, because it took too much of something."""
    too_much = verdict.reason is not None and verdict.reason.kind is ReasonKind.LIMIT
    return too_much or verdict.kind in (VerdictKind.TIMED_OUT, VerdictKind.KILLED)


def _same_text(blank: Blank, typed: Typed) -> int:
    """The number of the option that is the same code but for spaces, comments and parentheses around it, or 0."""
    key = same_code_key(typed.text)
    return next((option.number for option in blank.options if same_code_key(option.code.text) == key), 0)


def _same_values(ready: Ready, verdict: Verdict, outcomes: Outcomes, options: dict[int, Outcomes]) -> int:
    """The number of the option whose runs gave the same as a wrong answer on every trial, or 0."""
    if verdict.kind is VerdictKind.UNREACHED:
        return 0
    alike = partial(same_runs, outcomes, cases=ready.cases, tolerance=ready.tolerance)
    return next((number for number, found in options.items() if alike(found)), 0)


def _locate(question: Question, blank: Blank, typed: Typed, error: Error) -> tuple[int, Place | None]:
    """The line of the listing at which an answer failed; its place is one in the learner's own text, not in a file."""
    if error.where == "option" and error.blank == blank.label and error.line > 0:
        return locate(question, blank, TYPED, error)[0], Place("", *typed.place(error.line, error.column))
    return locate(question, blank, TYPED, error)


def _fault(question: Question, blank: Blank, typed: Typed, outcome: Outcome) -> Fault | None:
    """Why a text was not run, if that is its own fault; of the question's text the options will say the same."""
    error = outcome.error
    if error is None or (error.where, error.blank) != ("option", blank.label):
        return None
    line, column = typed.place(error.line, error.column)
    if outcome.limit == "policy":
        return Fault("policy", {**refusal(error), "line": line, "column": column}, line, column)
    if outcome.ending is Ending.UNPARSED:
        advice = _advice(question, blank, typed)
        return Fault("syntax", {"message": error.message, "type": error.type, "advice": advice}, line, column)
    return None


def _advice(question: Question, blank: Blank, typed: Typed) -> str:
    """What may be behind a syntax error: a statement where an expression is asked for; or "".  By its looks only."""
    alone = any(marker.alone for marker in find_markers(question.code.text) if marker.label == blank.label)
    if alone:
        return ""
    signs = [token for token in tokens(typed.text) if token.kind not in ("comment", "newline")]
    if signs and signs[0].text in _STATEMENTS:
        return "statement"
    depth = 0
    for token in signs:
        depth += (token.text in "([{") - (token.text in ")]}")
        if depth == 0 and token.kind == "sign" and token.text.endswith("=") and token.text not in _COMPARISONS:
            return "statement"
    return ""
