"""How files are named for machines."""

import os
from pathlib import Path

import pytest

from exam_drill.report.notices import Region
from exam_drill.report.surroundings import Surroundings, absolute


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a folder in which the check runs."""
    (tmp_path / "repo" / "sub").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo" / "sub")
    return tmp_path / "repo"


def test_without_ci_files_are_named_from_the_current_folder(checkout: Path) -> None:
    here = Surroundings.of({})
    assert here.name("quizzes/a.yaml") == "quizzes/a.yaml"
    assert here.name("./quizzes/../a.yaml") == "a.yaml"
    assert here.name(str(checkout / "sub" / "a.yaml")) == "a.yaml"
    assert here.name("../a.yaml") == "../a.yaml"
    assert here.inside("../a.yaml") is None
    assert here.link(Region("a.yaml", 3, 1)) == ""


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"])
def test_in_ci_they_are_named_from_the_top_of_the_repository(checkout: Path, variable: str) -> None:
    there = Surroundings.of({variable: str(checkout)})
    assert there.name("quizzes/a.yaml") == "sub/quizzes/a.yaml"
    assert there.name("../a.yaml") == "a.yaml"


def test_a_checkout_that_is_elsewhere_does_not_count(checkout: Path) -> None:
    assert Surroundings.of({"GITHUB_WORKSPACE": "/elsewhere"}).name("a.yaml") == "a.yaml"


def test_a_link_to_the_checkout_names_the_same_files(checkout: Path) -> None:
    (checkout.parent / "link").symlink_to(checkout)
    here = Surroundings(str(checkout))
    assert here.inside(str(checkout.parent / "link" / "a.yaml")) == "a.yaml"


def test_lines_have_an_address_on_github(checkout: Path) -> None:
    variables = {
        "GITHUB_WORKSPACE": str(checkout),
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "owner/bank",
        "GITHUB_SHA": "0123abc",
    }
    there = Surroundings.of(variables)
    base = "https://github.com/owner/bank/blob/0123abc"
    assert there.link(Region("問 題.yaml", 3, 5, 3, 9)) == f"{base}/sub/%E5%95%8F%20%E9%A1%8C.yaml#L3"
    assert there.link(Region("a.yaml", 3, 5, 6, 1)) == f"{base}/sub/a.yaml#L3-L6"
    assert there.link(Region("a.yaml", 0, 1)) == f"{base}/sub/a.yaml"
    assert there.link(Region("/etc/a.yaml", 3, 1)) == ""
    hostile = Surroundings.of(variables | {"GITHUB_SERVER_URL": "javascript:alert(1)//"})
    assert hostile.link(Region("a.yaml", 3, 1)) == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder in which a program runs")
def test_a_current_folder_that_is_gone_is_no_crash(checkout: Path) -> None:
    os.rmdir(checkout / "sub")
    here = Surroundings.of({"GITHUB_WORKSPACE": str(checkout)})
    assert here.name("a.yaml") == "a.yaml"
    assert here.name(str(checkout / "a.yaml")) == str(checkout / "a.yaml").removeprefix(os.sep)
    assert absolute("a.yaml") == "/a.yaml"


@pytest.mark.parametrize("path", ["a\0b.yaml", "\ud800.yaml", "x" * 5000])
def test_names_that_no_file_has_are_no_crash(path: str) -> None:
    here = Surroundings("/nowhere")
    assert here.inside(path) is None
    assert here.name(path) == path
