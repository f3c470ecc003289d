"""Puts the compiled bank into the wheel, beside its YAML."""

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
        """Adds the file; an editable installation reads the YAML itself."""
        if version == "editable":
            return
        sys.dont_write_bytecode = True  # a build leaves nothing in the source tree
        sys.path.insert(0, self.root)
        try:
            from exam_drill.bank.compiled import NAME, compile_bank

            text = compile_bank(Path(self.root, "quizzes"))
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.mkdtemp()
        path = Path(self._folder, NAME)
        path.write_text(text, encoding="utf-8")
        build_data["force_include"][str(path)] = f"exam_drill/quizzes/{NAME}"

    def finalize(self, *_: object) -> None:
        """Removes the folder that held the file until it was in the wheel."""
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder)
