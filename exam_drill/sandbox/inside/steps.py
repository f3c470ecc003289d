"""Steps of confinement: each is tried on its own, and its result is told to the parent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

LEFT_OUT = "left out"  # why a step of a layer that is switched off did not apply
ALWAYS = ""  # the layer of a step that no test leaves out

Step = tuple[str, str, Callable[[], object]]  # its layer, its name, what it does


def apply(layers: Collection[str], steps: Iterable[Step], after: Callable[[], object] = lambda: None) -> dict[str, str]:
    """Takes the steps of these layers, `after` each what another may undo; step -> "" if it applied, else why not."""
    applied = {}
    for layer, name, step in steps:
        if layer and layer not in layers:
            applied[name] = LEFT_OUT
            continue
        try:
            step()
            applied[name] = ""
        except (OSError, ValueError, AttributeError) as error:
            applied[name] = str(error) or type(error).__name__
        after()
    return applied
