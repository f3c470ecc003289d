"""The kinds of questions that `generate.py` draws from: those on our own references, and those that bring their own."""

from __future__ import annotations

from templates import gates, layers, looking, own, recurrent, training, words
from templates.form import Template

TEMPLATES: dict[str, Template] = {template.name: template for module in (recurrent, gates, looking, layers, words, own, training) for template in module.TEMPLATES}
NAMED = tuple(name for name, template in TEMPLATES.items() if isinstance(template.reference, str))
WRITTEN = tuple(name for name, template in TEMPLATES.items() if not isinstance(template.reference, str))
