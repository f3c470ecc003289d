"""Reports held against the schemas that are published for them, see `tests/schemas/README.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator
from lxml import etree

_FOLDER = Path(__file__).parent / "schemas"
_XML = {
    "junit": etree.XMLSchema(etree.parse(_FOLDER / "jenkins-junit-10-14c6e39.xsd")),
    "xunit": etree.XMLSchema(etree.parse(_FOLDER / "jenkins-junit-10-ae25da5.xsd")),
}
SARIF = json.loads((_FOLDER / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
_SARIF = Draft4Validator(SARIF, format_checker=Draft4Validator.FORMAT_CHECKER)


def junit(text: str, name: str = "junit") -> Any:
    """The root of a JUnit document, held against the schema of its format: `junit` or `xunit`."""
    root = etree.fromstring(text.encode())
    _XML[name].assertValid(root)
    return root


def sarif(text: str) -> dict[str, Any]:
    """The one run of a SARIF log, held against the schema and against what GitHub asks for beyond it."""
    log = json.loads(text)
    _SARIF.validate(log)
    assert (log["$schema"], log["version"]) == (SARIF["id"], "2.1.0")
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    return dict(run)
