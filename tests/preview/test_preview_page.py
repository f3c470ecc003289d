"""The samples of docs/preview.md are real: each is what its command prints, but for what `…` stands for."""

import re

import pytest
from previewing import ROOT, preview

TEXT = (ROOT / "docs" / "preview.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```text\n\$ exam-drill preview (.*)\n((?:.|\n)*?)^```$", TEXT, re.MULTILINE)


@pytest.mark.usefixtures("lent")
@pytest.mark.parametrize(("arguments", "sample"), SAMPLES, ids=[arguments for arguments, _ in SAMPLES])
def test_a_sample_is_what_its_command_prints(arguments: str, sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = preview(*arguments.split(), "--lang", "en")[1]
    place = 0
    for part in re.split(r"^…\n", sample, flags=re.MULTILINE):
        assert part in out[place:]
        place = out.index(part, place) + len(part)


def test_there_are_samples() -> None:
    assert len(SAMPLES) == TEXT.count("```text") == 3
