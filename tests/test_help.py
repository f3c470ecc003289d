"""`--help` and complaints about arguments: whole in both languages, laid out by cells."""

import argparse
import io
import re
import unicodedata

import pytest

from exam_drill.cli import COMMANDS, Parser, build_parser, main
from exam_drill.environment import Environment
from exam_drill.help_text import broken, translated
from exam_drill.i18n import say, table
from exam_drill.question import LANGUAGES, Language

# Several English words in a row that are no names of options, values or files.
SENTENCE = re.compile(r"(?<![\w<-])[A-Za-z]?[a-z]+(?: [a-z]+){2,}(?![\w>=])")
EXAMPLE = re.compile(r"^ *(?:exam-drill |\+|\").*$", re.MULTILINE)


def cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def helped(command: str, language: Language) -> str:
    return build_parser(command, language).format_help()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_is_explained_in_both_languages(command: str) -> None:
    japanese, english = (build_parser(command, language)._actions for language in LANGUAGES)
    for one, other in zip(japanese, english, strict=True):
        assert one.help is not None, one.dest
        assert one.help != argparse.SUPPRESS
        assert one.help != other.help, one.dest
        assert re.search("[ぁ-んァ-ヶ一-龠]", one.help), one.dest
        assert not re.search("[ぁ-んァ-ヶ一-龠]", str(other.help).replace("い", "")), one.dest


@pytest.mark.parametrize("command", COMMANDS)
def test_japanese_help_has_no_english_sentence(command: str) -> None:
    text = helped(command, "ja").partition("\n\n")[2]  # the usage is names only
    assert not SENTENCE.search(EXAMPLE.sub("", text)), SENTENCE.search(EXAMPLE.sub("", text))
    for word in ("usage", "options:", "positional", "show this help", "default"):
        assert word not in text
    assert SENTENCE.search(helped(command, "en"))


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_its_terminal(columns: int, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = io.StringIO()
    assert main(["--help", "--lang", language], Environment(io.StringIO(), out, io.StringIO(), {})) == 0
    texts = [out.getvalue(), *(helped(command, language) for command in COMMANDS)]
    for line in "\n".join(texts).splitlines():
        assert cells(line) <= columns or " --" in line or "exam-drill" in line or columns < 60, line


def test_help_stands_in_columns() -> None:
    lines = helped("quiz", "ja").splitlines()
    starts = {cells(line[: match.start(1)]) for line in lines if (match := re.match(r"  -\S.*?  +(\S)", line))}
    assert len(starts) == 1


def test_every_command_is_in_the_help_of_the_program() -> None:
    for language in LANGUAGES:
        out = io.StringIO()
        main(["--help", "--lang", language], Environment(io.StringIO(), out, io.StringIO(), {}))
        for command in COMMANDS:
            assert re.search(rf"^  {command} ", out.getvalue(), re.MULTILINE)
    assert {f"{part}-{command}" for part in ("short", "about", "epilog") for command in COMMANDS} <= set(
        table("commands")
    )


def parser_of_everything(language: Language) -> Parser:
    """A parser that can make every complaint."""
    parser = Parser("program", language)
    parser.add_argument("needed")
    parser.add_argument("--one")
    parser.add_argument("--some", nargs="+")
    parser.add_argument("--two", nargs=2)
    parser.add_argument("--whole", type=int)
    parser.add_argument("--number", type=float)
    parser.add_argument("--choice", choices=("red", "green"))
    parser.add_argument("--switch", action="store_true")
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--left", action="store_true")
    group.add_argument("--right", action="store_true")
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--this", action="store_true")
    either.add_argument("--that", action="store_true")
    return parser


COMPLAINTS = [
    [],
    ["x"],
    ["x", "--this", "y"],
    ["x", "--this", "--nothing"],
    ["x", "--this", "--one"],
    ["x", "--this", "--some"],
    ["x", "--this", "--two", "1"],
    ["x", "--this", "--whole", "a"],
    ["x", "--this", "--number", "a"],
    ["x", "--this", "--choice", "blue"],
    ["x", "--this", "--choice", "grean"],
    ["x", "--this", "--switch=1"],
    ["x", "--this", "--left", "--right"],
    ["x", "--th"],
]


@pytest.mark.parametrize("words", COMPLAINTS, ids=" ".join)
def test_argparse_complains_in_japanese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for language in LANGUAGES:
        with pytest.raises(SystemExit) as end:
            parser_of_everything(language).parse_args(words)
        assert end.value.code == 2
        text = capsys.readouterr().err
        complaint = text.splitlines()[-1]
        assert complaint.startswith(f"program: {'エラー' if language == 'ja' else 'error'}: ")
        if language == "ja":
            assert text.startswith("使い方: program")
            assert re.search("[ぁ-ん一-龠]", complaint.partition("エラー: ")[2])
            assert not SENTENCE.search(complaint)


@pytest.mark.parametrize("words", [("check", "--trials", "x"), ("quiz", "-n", "0"), ("suggest", "x", "--time", "z")])
def test_our_own_complaints_are_translated_too(words: tuple[str, ...]) -> None:
    errors = io.StringIO()
    assert main([*words, "--lang", "ja"], Environment(io.StringIO(), io.StringIO(), errors, {})) == 2
    assert "ではありません" in errors.getvalue().splitlines()[-1]


def test_what_nobody_knows_stays_as_it_is() -> None:
    assert translated("a new complaint of a newer Python", "ja") == "a new complaint of a newer Python"
    assert translated("argument --x: something new", "ja") == "引数 --x: something new"
    assert translated("expected one argument", "en") == "expected one argument"


def test_percent_signs_in_help_are_just_characters() -> None:
    parser = Parser("program", "ja")
    parser.add_argument("--one", help=parser.say("help.lang").replace("既定", "50%% 既定"))
    assert "50% 既定" in parser.format_help()


def test_paragraphs_are_broken_by_cells_and_stay_indented() -> None:
    assert broken("  あいうえおかき", 10) == ["  あいうえ", "  おかき"]
    assert broken("", 10) == [""]


def test_the_help_of_new_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser("new").parse_args(["--help"])
    assert say("en", "commands.epilog-new").splitlines()[1] in capsys.readouterr().out
