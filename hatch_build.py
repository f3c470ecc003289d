"""Puts the compiled bank, and what digests need of the references, into the wheel beside the bank's YAML."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledBank(BuildHookInterface):
    """Compiles `quizzes/`; a bank with problems stops the build and lists them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the files; an editable installation reads the YAML itself."""
        if version == "editable":
            return
        sys.dont_write_bytecode = True  # a build leaves nothing in the source tree
        sys.path.insert(0, self.root)
        try:
            from exam_drill.bank import load_bank
            from exam_drill.bank.compiled import NAME, compile_bank
            from exam_drill.progress import digest

            folder = Path(self.root, "quizzes")
            texts = {
                NAME: compile_bank(folder),
                digest.NAME: digest.compile_references(load_bank([folder]).questions),
            }
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.mkdtemp()
        for name, text in texts.items():
            path = Path(self._folder, name)
            path.write_text(text, encoding="utf-8")
            build_data["force_include"][str(path)] = f"exam_drill/quizzes/{name}"

    def finalize(self, *_: object) -> None:
        """Removes the folder that held the files until they were in the wheel."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder)
