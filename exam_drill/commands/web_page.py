"""What the commands with --html share: writing one page, and telling what came of it.

page ─ write_page ─▶ FILE      exit code 0, or 2 where the file is no page of ours or cannot be written there
"""

from __future__ import annotations

from exam_drill.cli import Exit
from exam_drill.environment import Environment
from exam_drill.i18n import say
from exam_drill.question import Language

_THEIRS = (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError, ValueError)


def put_page(path: str, text: str, environment: Environment, language: Language) -> Exit:
    """Writes the page, and says so; what it could not do is told."""
    from exam_drill.web.file import NoPageError, write_page

    try:
        write_page(path, text)
    except NoPageError:
        environment.stderr.write(say(language, "preview.not-a-page", path=path) + "\n")
        return Exit.USAGE
    except (OSError, ValueError) as error:
        said = (isinstance(error, OSError) and error.strerror) or str(error)
        environment.stderr.write(say(language, "preview.no-page", path=path, error=said) + "\n")
        return Exit.USAGE if isinstance(error, _THEIRS) else Exit.FAILURE
    environment.stdout.write(say(language, "preview.written", path=path) + "\n")
    return Exit.FINE
