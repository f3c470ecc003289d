"""Following a page at a terminal: what is saved, run and typed, and that a page that lies is found out."""

from pathlib import Path

import pytest
from walkthrough import Reader, Run, Save, rewritten, same, steps

PAGE = """
Text with `code`. Save this as `greet.sh`:

```sh
read -p "Your name: " name
read -p "More: " more
read -p "More: " more
echo "Hello, $name."
```

Run it:

```console
$ bash greet.sh
Your name: Ada Lovelace
More:
More:
Hello, Ada Lovelace.
$ echo one; echo; echo two
one

two
$ true
```

Make it ruder and save it as `greet.sh`:

```sh
read -p "Your name: " name
read -p "More: " more
read -p "More: " more
echo "Oh, $name."
```

```console
$ bash greet.sh
Your name: x
More:
More: y
Oh, x.
$ echo waiting; sleep 60
waiting
^C
```
"""
PROMPTS = ("Your [a-z]+: ", "More: ")


def test_a_page_is_read_as_steps() -> None:
    found = steps(PAGE, PROMPTS)
    assert [type(step) for step in found] == [Save, Run, Run, Run, Save, Run, Run]
    save, greet, echo, true, change, ruder, stopped = found
    assert isinstance(save, Save)
    assert (save.name, save.text.count("\n")) == ("greet.sh", 4)
    assert isinstance(greet, Run)
    assert (greet.command, greet.typed) == ("bash greet.sh", {0: "Ada Lovelace", 1: "", 2: ""})
    assert isinstance(echo, Run)
    assert echo.shown == ("one", "", "two")
    assert isinstance(true, Run)
    assert true.shown == ()
    assert isinstance(change, Save)
    assert change.text.splitlines()[-1] == 'echo "Oh, $name."'
    assert isinstance(ruder, Run)
    assert PAGE[slice(*ruder.place)] == "Your name: x\nMore:\nMore: y\nOh, x.\n"
    assert isinstance(stopped, Run)
    assert stopped.typed == {1: "^C"}


def test_a_page_is_followed(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for step in steps(PAGE, PROMPTS):
        shown = reader.follow(step)
        if isinstance(step, Run):
            assert [*map(same, shown)] == [*map(same, step.shown)], step.command
    assert reader.codes == [0, 0, 0, 0, 130]
    assert (reader.folder / "greet.sh").read_text(encoding="utf-8").endswith('echo "Oh, $name."\n')


def test_what_a_page_shows_is_written_anew(tmp_path: Path) -> None:
    lying = PAGE.replace("Hello, Ada Lovelace.\n", "Good morning.\nAnd more.\n").replace("one\n\ntwo\n", "")
    assert rewritten(lying, Reader(tmp_path), PROMPTS) == PAGE


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("problems 0, 0.6 s", "problems 0, 12 s", True),
        ("numpy 2.4.6, python 3.11.7", "numpy 1.26.4, python 3.13.0", True),
        ("question 2199d48f1d7b ", "question 0199d48f1d7b", True),
        ("options 3", "options 4", False),
        ("is 0.25 instead", "is 0.26 instead", False),
    ],
)
def test_only_times_versions_and_hashes_may_vary(one: str, other: str, alike: bool) -> None:
    assert (same(one) == same(other)) is alike


def test_the_command_is_found_in_the_empty_folder(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    assert reader.follow(Run("ls", ())) == []
    shown = reader.follow(Run("exam-drill check nothing.yaml", ()))
    assert any("nothing.yaml: path-missing" in line for line in shown)
    assert reader.codes == [0, 2]
