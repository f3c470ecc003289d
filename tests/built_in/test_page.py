"""The page about the bank tells what the bank is."""

from built_in import page


def test_the_page_is_what_its_script_writes() -> None:
    written = page.PAGE.read_text(encoding="utf-8")
    made = page.steady(page.whole())
    same_versions = page.made_with() in written
    for before, now in zip(page.steady(written), made, strict=True):
        # Other versions raise in other words, and notice another mutant or two.
        if same_versions or not now.startswith(("Mutants", "Errata", "Its references")):
            assert before == now, "run docs/make_bank_page.py"
