"""The page of `check --format html`: valid, alone, whole in both languages, usable however much was found."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from page_reading import Page, named, summary_of, written
from test_themes import contrast
from told import bank, reported, verdict

from exam_drill.checking.settings import CheckSettings
from exam_drill.checking.summary import Confinement, LeftOut, Node
from exam_drill.i18n import say
from exam_drill.problem import Problem
from exam_drill.quality import Finding, QualityWarning, QuestionReport, WarningKind
from exam_drill.question import LANGUAGES, Language, Place, Question, Source, Text
from exam_drill.report.page_sheet import STYLE
from exam_drill.report.surroundings import Surroundings
from exam_drill.report.writer import Start
from exam_drill.sandbox.limits import Limits
from exam_drill.verdict import Failure

CODES = [*Finding, *WarningKind]


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return bank(tmp_path_factory.mktemp("bank"))[0]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return bank(tmp_path_factory.mktemp("bank"))[1]


def every_kind(question: Question) -> list[QuestionReport]:
    """A report for each finding and each warning there is."""
    unsure = (verdict(1, "m"), verdict(2, "d", margin=50.0), verdict(3, "d", differing=2), verdict(4, "t"))
    broken = (verdict(1, "m"), replace(verdict(2, "r"), reason=replace(verdict(2, "r").reason, parameters={
        "type": "SyntaxError", "message": "invalid", "line": 1})), verdict(3, "d"), verdict(4, "d"))  # fmt: skip
    fault = Failure("reference", "raises", {"line": 2, "trial": 1, "sizes": "N=3", "type": "E", "message": "m"})
    unread = Failure(
        "question", "unparsed", {"type": "SyntaxError", "message": "m", "line": 2}, Place("a/b.yaml", 9, 4)
    )
    reports = [
        reported(named(question, "proven"), {"あ": "mddd"}),
        reported(named(question, "wrong-key"), {"あ": "dmdd"}),
        reported(named(question, "ambiguous"), {"あ": "mmdd"}),
        reported(named(question, "no-match"), {"あ": "dddr"}),
        reported(named(question, "unreached", "c.yaml"), {"あ": "uuuu"}),
        reported(named(question, "reference-failed", "c.yaml"), {}, failed=fault),
        reported(named(question, "invalid", "c.yaml"), {"あ": "rrrr"}, failure=unread),
        reported(named(question, "unsure", "c.yaml"), {"あ": unsure}),
        reported(named(question, "broken", "c.yaml"), {"あ": broken}),
        reported(named(question, "twins", "c.yaml"), {"あ": "mddd"}, alike=((2, 3),)),
    ]
    blank = replace(reports[0].blanks[0], warnings=(QualityWarning(WarningKind.ERRATA_WITHOUT_EFFECT),))
    return [*reports, replace(reports[0], question=named(question, "printed", "d.yaml"), blanks=(blank,), cached=True)]


@pytest.fixture(scope="module")
def whole(doubled: Question) -> Page:
    reports = every_kind(doubled)
    problem = Problem("answer-no-option", Place("e.yaml", 19, 13), {"answer": 5, "last": 4}, "five")
    alone = Problem("yaml-fullwidth", Place("f.yaml", 2, 1), {"character": "U+3000"})
    confinement = Confinement({"files": ("landlock",), "network": ()}, {"network": "no namespace"})
    node = Node("tcp://x:1", {"numpy": "1.9"}, "0f", "Linux", confinement.enforced, confinement.not_enforced)
    summary = summary_of(
        reports, (problem, alone), confinement=confinement, trusted=True, budget=9.0, resumable=True, nodes=(node,)
    )
    return written(reports, replace(summary, left_out=LeftOut(tuple(f"left-{n}" for n in range(30)), 31)))


def test_every_finding_and_warning_is_named_and_has_a_page(whole: Page) -> None:
    shown = {language: whole.seen(language) for language in LANGUAGES}
    for code in CODES:
        assert all(code in text for text in shown.values()), code
    assert len(whole.articles()) == 10 + 2  # all but what is plainly proven; both problems
    assert [row[1].findtext("a") for row in whole.rows("findings")] == [
        "wrong-key", "ambiguous", "no-match", "unreached", "reference-failed", "invalid", "unsure", "broken", "twins",
        "printed",
    ]  # fmt: skip
    assert [row[0].text for row in whole.rows("proven")] == ["proven"]
    assert "qqqqqqqqqqqq" in "".join(whole.rows("proven")[0].itertext())


def test_all_is_said_in_both_languages(whole: Page) -> None:
    japanese, english = whole.seen("ja"), whole.seen("en")
    for word in (
        "確認が必要な空欄",
        "書式の誤り",
        "次にすること",
        "公表された正解",
        "条件の違うノード",
        "サンドボックス",
    ):
        assert word in japanese
    for word in ("Blanks to look at", "Mistakes in the bank", "What to do", "published answer", "Nodes that differ"):
        assert word in english
    assert not re.search(
        "[ぁ-ん]", re.sub("[（(【]*あ[）)】]*|日本語|和は 2 倍と同じ。", "", english).replace("あ", "")
    )
    assert "{" not in japanese.replace("{x: N}", "")


def test_the_pages_are_chained_and_each_leads_back_to_its_row(whole: Page) -> None:
    articles = whole.articles()
    for number, article in enumerate(articles, start=1):
        links = [link.get("href") for link in next(article.iter("nav")).iter("a")]
        around = [number - 1] * (number > 1) + [number + 1] * (number < len(articles))
        assert links == [f"#r{number}", *(f"#f{other}" for other in around)]
        row = whole.by_id(f"r{number}")
        assert [link.get("href") for link in row.iter("a")] == [f"#f{number}"]


def test_a_page_has_the_program_the_options_and_their_evidence(whole: Page, doubled: Question) -> None:
    article = whole.by_id("f1")
    text = whole.seen("en", article)
    assert text.count("wrong_key") == 2
    for line, number in zip(("def f(x):", "return 【(あ)】"), (1, 2), strict=True):
        assert re.search(rf"{doubled.code.place(number).line} │ {number} │ +{re.escape(line)}", text)
    options = [section for section in article.iter("section") if section.get("class") == "option"]
    headings = ["".join(section[0].itertext()).split("←")[0].strip() for section in options]
    assert headings == ["× 1 differs", "○ 2 matches", "× 3 differs", "× 4 differs"]
    assert [bool(list(section[0].iter("span"))[2:]) for section in options] == [True, False, False, False]
    for option, section in zip(doubled.blanks[0].options, options, strict=True):
        shown = whole.seen("en", section)
        assert option.code.text.strip() in shown
        assert str(option.code.place(1)) in shown
        assert ("1e+07 tolerances" in shown) == (option.number != 2)
    assert "output[0] is 1 instead of 2" in whole.seen("en", options[0])
    assert "published answer1 x + x * 0" in text
    assert "answer by execution2 x + x" in text
    assert "和は 2 倍と同じ。" in text


def test_a_margin_stands_only_where_values_were_compared(whole: Page) -> None:
    shown = {str(one.get("aria-labelledby")): whole.seen("en", one) for one in whole.root.iter("section")}
    assert "at most 0 tolerances" in shown["f2-1"]
    assert "at most 50 tolerances" in shown["f7-2"]
    for name in ("f4-1", "f3-4", "f7-4"):  # unreached, raises, timed out
        assert "trials, blank reached on" in shown[name]
        assert "tolerances" not in shown[name]
        assert "by size" not in shown[name]


def test_an_option_tells_which_line_raised_and_what_its_run_warned_of(doubled: Question) -> None:
    raised = verdict(1, "r")
    assert raised.reason is not None
    raised = replace(raised, reason=replace(raised.reason, place=Place("bank.yaml", 104, 9)))
    warned = verdict(2, "m", warning="RuntimeWarning: overflow")
    question = replace(doubled, call=replace(doubled.code, text="f(x, 7)"))
    page = written([reported(question, {"あ": (raised, warned, verdict(3, "d"), verdict(4, "d"))})])
    shown = {str(one.get("aria-labelledby")): page.seen("en", one) for one in page.root.iter("section")}
    assert "bank.yaml:104:9" in shown["f1-1"]
    assert "the run warned: RuntimeWarning: overflow" in shown["f1-2"]
    assert "warned" not in shown["f1-1"]
    assert "called as f(x, 7)" in page.seen("en", page.by_id("f1"))


def test_options_that_were_not_judged_have_no_verdict(whole: Page) -> None:
    for name in ("f5", "f6"):  # reference_failed, invalid
        article = whole.by_id(name)
        assert "The options were not judged." in whole.seen("en", article)
        assert [(one.text or "").strip() for one in article.iter("h4")] == ["1", "2", "3", "4"]
        assert not {"×", "○"} & set("".join(article.itertext()))


def test_the_whole_receipt_stands_on_the_page_of_what_is_proven_with_a_warning(whole: Page) -> None:
    text = whole.seen("en", whole.by_id("f10"))
    for words in ("q" * 64, "r" * 64, "2: 1e+07", "seed 0, 12 trials", "from the cache", "numpy 2"):
        assert words in text


def test_a_problem_has_its_place_its_sentence_and_what_to_do(whole: Page) -> None:
    for language in LANGUAGES:
        text = whole.seen(language, whole.by_id("f11"))
        assert "e.yaml:19:13" in text
        assert say(language, "problems.answer-no-option", answer=5, last=4) in text
        assert "lint --explain answer-no-option" in text
    assert "f.yaml:2:1" in whole.seen("en", whole.by_id("f12"))


def test_the_index_counts_and_tells_where_it_was_run(whole: Page) -> None:
    text = whole.seen("en", whole.by_id("index"))
    assert "7 published answers are not proven, 5 are." in text
    for row in (["proven", "5", "41.7%"], ["invalid", "2", "16.7%"], ["no_match", "1", "8.3%"], ["weak", "1", "8.3%"]):
        assert "".join(row) in text
    for words in (
        "no namespace", "--trust was given", "tcp://x:1", "numpy 1.9", "left-19", "and 10 more", "31 blanks", "9",
        "goes on where this one stopped",
    ):  # fmt: skip
        assert words in text
    assert "left-20" not in text
    assert "left out (30)" in text


def test_bars_are_as_long_as_the_shares(whole: Page) -> None:
    for row in (*whole.rows("counts"),):
        share = float("".join(row[2].itertext()).rstrip("%"))
        rect = next(row[3].iter("{http://www.w3.org/2000/svg}rect"))
        assert float(str(rect.get("width"))) == pytest.approx(share, abs=0.06)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["mddd", "mddd"], "The published answers of all 2 blanks are proven."),
        (["mddd"], "The published answer of the one blank is proven."),
        (["mtdd"], "The published answer of the one blank is proven, with 1 warning."),
        (["dmdd"], "1 published answer is not proven, 0 are."),
        ([], "No blank was judged."),
    ],
)
def test_the_page_begins_with_how_it_ended(kinds: list[str], words: str, doubled: Question) -> None:
    page = written([reported(doubled, {"あ": kind}) for kind in kinds])
    status = next(one for one in page.by_id("index") if "status" in (one.get("class") or ""))
    assert words in page.seen("en", page.by_id("index"))
    assert "証明" in page.seen("ja", status) or not kinds


def test_what_was_left_out_is_no_proof(doubled: Question) -> None:
    reports = [reported(doubled, {"あ": "mddd"})]
    page = written(reports, replace(summary_of(reports), left_out=LeftOut(("x",), 1)))
    assert "but not everything could be judged" in page.seen("en")


def test_nodes_tell_in_what_they_differ_and_what_is_left_out_where_it_stands(doubled: Question) -> None:
    kept: dict[str, tuple[str, ...]] = {"files": ("landlock",), "network": ("network namespace",)}
    here = Node("here", {"numpy": "2.4"}, "0f" * 32, "Linux", kept, {})
    nodes = [replace(here, name=f"blade-{n}", versions={"numpy": f"1.{n}"}) for n in range(23)]
    nodes[1] = replace(nodes[1], enforced={**kept, "moon": ()}, not_enforced={"moon": "too far"})  # a newer version's
    reports = [reported(doubled, {"あ": "mddd"})]
    left = LeftOut(("x", "y"), 3, (Place("a.yaml", 7, 5), Place("b.yaml", 8, 9)))
    page = written(reports, replace(summary_of(reports), enforced=kept, nodes=tuple(nodes), here=here, left_out=left))
    text = page.seen("en", page.by_id("index"))
    for words in (
        "numpy 1.0 (here 2.4)",
        "blade-19",
        "and 3 more nodes",
        "moon",
        "too far",
        "a.yaml:7:5",
        "b.yaml:8:9",
    ):
        assert words in text, words
    assert "blade-20" not in text
    assert "numpy 1.0（" in page.seen("ja", page.by_id("index"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_asked_for_is_seen_at_first(language: Language, doubled: Question) -> None:
    page = written([reported(doubled, {"あ": "dmdd"})], language=language)
    assert page.root.get("lang") == language
    assert [one.get("id") for one in page.root.iter("input") if one.get("checked") is not None] == [language]
    assert page.root.findtext("head/title") == say(language, "page.title")


def test_each_blank_has_its_own_page_with_the_other_one_in_the_listing(two: Question) -> None:
    page = written([reported(two, {"い": "dm", "う": "md"})])
    assert [row[2].text for row in page.rows("findings")] == ["い"]
    assert [row[1].text for row in page.rows("proven")] == ["う"]
    listing = next(page.by_id("f1").iter("pre"))
    assert "".join(listing.itertext()).count("【") == 1
    assert [span.text for span in listing.iter("span") if span.get("class") == "b u"] == ["(う)"]


def test_it_tells_what_was_asked_for(doubled: Question) -> None:
    reports = [reported(doubled, {"あ": "mddd"})]
    settings = CheckSettings(seed=7, trials=30, limits=Limits(wall=2.5, memory=64 << 20, output=3 << 20))
    began = datetime(2026, 9, 4, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    page = written(reports, start=Start(strict=True, settings=settings), surroundings=Surroundings("/", began=began))
    facts = [page.seen("en", one).split("\n") for one in page.by_id("index").iter("dl")][1]
    assert facts[1:7] == [
        "begun2026-09-04 14:30 UTC",
        "judged as printed (--as-printed)no",
        "warnings are findings (--strict)yes",
        "seed7",
        "trials30 (12 where a question says so)",
        "limits of one option2.5 s, 64 MB of memory, 3 MB of results",
    ]
    assert "seed0\ntrials12\n" in written(reports).seen("en")


def test_a_print_is_named_with_its_source(doubled: Question) -> None:
    sources = (Source("book", Text(ja="一冊目")), Source("book", Text(ja="二冊目", en="second book")))
    page = written([reported(replace(doubled, sources=sources), {"あ": "dmdd"}, printed_in=(2,))])
    assert "doubled [2]（あ）" in page.seen("ja", page.by_id("f1-name"))
    assert "as printed in[2] second book" in page.seen("en", page.by_id("f1"))
    assert "一冊目" not in page.text


def test_a_text_in_one_language_is_seen_in_both(doubled: Question) -> None:
    question = replace(doubled, title=Text(en="Only English"), prompt=Text(ja="どれか。", en="Which one?"))
    page = written([reported(question, {"あ": "dmdd"})])
    article = page.by_id("f1")
    assert "Only English" in page.seen("ja", article)
    assert "どれか。" in page.seen("ja", article)
    assert "どれか。" not in page.seen("en", article)
    assert [one.get("lang") for one in article.iter("span") if one.text == "Only English"] == ["en"]


def test_a_published_answer_that_is_no_option_is_shown_as_it_is(doubled: Question) -> None:
    printed = replace(doubled, blanks=(replace(doubled.blanks[0], answer=9),))
    page = written([reported(printed, {"あ": "dmdd"})])
    values = {"".join(page.seen("en", one)) for one in page.by_id("f1").iter("dd")}
    assert {"9", "2 x + x"} <= values
    assert "← published" not in page.seen("en")


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet: in the light, in the dark, on paper."""
    blocks = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{([^}]*)\}", STYLE)]
    assert len(blocks) == 3
    assert all(set(block) == set(blocks[0]) for block in blocks)
    return dict(zip(("light", "dark", "paper"), blocks, strict=True))


@pytest.mark.parametrize("name", ["light", "dark", "paper"])
def test_every_colour_of_the_page_can_be_read(name: str) -> None:
    colours = palettes()[name]
    for word in ("ink", "quiet", "red", "green", "yellow", "magenta", "cyan"):
        for background in ("paper", "box"):
            assert contrast(colours[word], colours[background]) >= 4.5, (word, background)
    assert set(re.findall(r"(?<![-\w])color: var\(--(\w+)\)", STYLE)) <= set(colours)
