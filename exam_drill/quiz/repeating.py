"""Questions that are asked again within a round: one that was answered wrong, and one whose answer was taken back.

    items   a b c d                 b is answered wrong, its step is due in a minute
            a b c d b′              `repeated`: b′ is another turn of b, at the end
            a b c b′ d              `pulled`: the minute is over while c is on the screen, so b′ is next
            a c d b                 `undone`: the answer to b was a slip; b itself moves to the end

Everything here is pure.  An item keeps its turn wherever it moves, so that what is kept of it by turn stays its own.
"""

from __future__ import annotations

from exam_drill.quiz.session import Item, State, note

SOON = 3600.0  # seconds; what is due later belongs to another session
MOST_TURNS = 4  # of one item in a round: who is wrong so often is better asked tomorrow


def may_repeat(state: State, position: int) -> bool:
    """Whether the item at this position can have another turn: it is answered, and no later turn is there already."""
    item = state.items[position]
    later = any(is_turn_of(other, item) and other.again > item.again for other in state.items)
    return state.answers[position] is not None and not later and item.again + 1 < MOST_TURNS


def repeated(state: State, position: int, due: float) -> State:
    """The item at this position is asked again when it is `due` (seconds since 1970), at the latest at the end."""
    item = state.items[position]
    again = item._replace(turn=max(one.turn for one in state.items) + 1, again=item.again + 1, due=due)
    if state.shuffle and state.seed is not None:
        again = again.shuffled(state.seed, state.round + item.again + 1)
    return state._replace(items=(*state.items, again), answers=(*state.answers, None))


def pulled(state: State, now: float) -> State:
    """The turn that has been due for longest is asked next, unless that would come between the blanks of a listing."""
    following = state.position + 1
    waiting = [
        (item.due, position)
        for position, item in enumerate(state.items)
        if position > following and item.due and item.due <= now and state.answers[position] is None
    ]
    if not waiting or state.items[following].question is state.item.question:
        return state
    return _moved(state, min(waiting)[1], following)


def undone(state: State) -> State:
    """The answer that was just given is taken back; its question, whose feedback has been seen, is asked at the end."""
    position = next((place for place, item in enumerate(state.items) if item.turn == state.undoable), None)
    if position is None:
        return note(state, "nothing-to-undo")
    item = state.items[position]
    kept = [
        place
        for place, other in enumerate(state.items)
        if not (is_turn_of(other, item) and other.again > item.again and state.answers[place] is None)
    ]
    state = _arranged(state, kept)
    answers = (*state.answers[:position], None, *state.answers[position + 1 :])
    state = state._replace(answers=answers, undoable=None, undone=state.undone + 1)
    last = len(state.items) - 1
    here = state.position
    state = _moved(state, position, last)._replace(position=here if here <= position else here - 1)
    if state.shuffle and state.seed is not None:
        fresh = item.shuffled(state.seed, state.round + item.again + state.undone)
        state = state._replace(items=(*state.items[:last], fresh))
    state = state._replace(helps=state.helps | {(item.turn, "feedback")})
    return note(state, "undone")


def taken_back(state: State) -> State:
    """The answer to the item on the screen is taken back, of whose feedback nothing was seen: it can be given anew."""
    position = state.position
    if state.undoable != state.item.turn:
        return note(state, "nothing-to-undo")
    answers = (*state.answers[:position], None, *state.answers[position + 1 :])
    return note(state._replace(answers=answers, undoable=None, undone=state.undone + 1), "taken-back")


def is_turn_of(one: Item, other: Item) -> bool:
    """Whether both ask the same blank."""
    return one.question is other.question and one.label == other.label


def _moved(state: State, source: int, target: int) -> State:
    """The item at `source` stands at `target`; what is on the screen stays so unless it is that item."""
    order = [place for place in range(len(state.items)) if place != source]
    return _arranged(state, [*order[:target], source, *order[target:]])


def _arranged(state: State, order: list[int]) -> State:
    """The session with its items in this order of their old positions; what is left out is gone."""
    places = {old: new for new, old in enumerate(order)}
    return state._replace(
        items=tuple(state.items[old] for old in order),
        answers=tuple(state.answers[old] for old in order),
        position=places.get(state.position, len(order) - 1),
        skipped=frozenset(places[old] for old in state.skipped if old in places),
        hinted=frozenset(places[old] for old in state.hinted if old in places),
    )
