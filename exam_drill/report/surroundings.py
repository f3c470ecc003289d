"""Where a check runs, as far as its reports tell: from which folder files are named, where their lines are shown, when.

GITHUB_WORKSPACE=/w/bank   quizzes/gru.yaml, run in /w/bank/sub ─▶ sub/quizzes/gru.yaml     as CI names the file
GITHUB_SHA, …              ─▶ https://github.com/…/blob/…/sub/quizzes/gru.yaml#L14          where a reader sees it
no such variable           quizzes/gru.yaml ─▶ quizzes/gru.yaml                             from the current folder
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from exam_drill.report.notices import Region

# The folder into which a service of CI has put the repository: GitHub Actions (and those like it), GitLab, Jenkins.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE")
_GITHUB = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Files are named from `root`, an absolute path; `address` is theirs on the web, "" if they have none."""

    root: str
    address: str = ""
    began: datetime | None = None

    @classmethod
    def of(cls, variables: Mapping[str, str], began: datetime | None = None) -> Surroundings:
        """The surroundings that the environment variables tell of; without any, files are named from where we are."""
        try:
            here = os.getcwd()
        except OSError:  # somebody has removed the folder
            here = os.path.abspath(os.sep)
        found = [variables.get(name, "") for name in _ROOTS]
        root = next((os.path.abspath(path) for path in found if path and _is_within(here, os.path.abspath(path))), here)
        parts = [variables.get(name, "") for name in _GITHUB]
        known = all(parts) and root == os.path.abspath(variables.get("GITHUB_WORKSPACE") or os.sep)
        address = f"{parts[0]}/{quote(parts[1])}/blob/{quote(parts[2])}/" if known else ""
        return cls(root, address if address.startswith("https://") else "", began)

    def inside(self, path: str) -> str | None:
        """The path from `root`, with slashes; None if it leads elsewhere."""
        try:
            full = os.path.abspath(path)
            if not _is_within(full, self.root):
                full = os.path.realpath(path)
        except (OSError, ValueError):  # the current folder is gone, or no file can have this name
            return None
        return Path(full).relative_to(self.root).as_posix() if _is_within(full, self.root) else None

    def name(self, path: str) -> str:
        """How a path is told: from `root` if it leads there, else as it was given."""
        return self.inside(path) or Path(path).as_posix()

    def link(self, region: Region) -> str:
        """The address at which a reader sees the lines; "" if there is none."""
        inside = self.inside(region.path) if self.address else None
        if inside is None:
            return ""
        last = f"-L{region.end_line}" if region.end_line and region.end_line > region.line else ""
        return self.address + quoted(inside) + (f"#L{region.line}{last}" if region.line else "")


def quoted(path: str) -> str:
    """A path with slashes as part of an address; what is no letter, digit or `-._~/` is written as `%XX`."""
    try:
        return quote(os.fsencode(path), safe="/")
    except UnicodeEncodeError:  # no file can have this name
        return quote(path.encode("utf-8", "surrogatepass"), safe="/")


def absolute(path: str) -> str:
    """The whole path with slashes, which is what an address of a file has behind `file://`."""
    try:
        full = Path(path).absolute().as_posix()
    except OSError:  # the current folder is gone
        full = Path(path).as_posix()
    return full if full.startswith("/") else f"/{full}"


def _is_within(path: str, folder: str) -> bool:
    return Path(path).is_relative_to(folder)
