"""How long a question was seen."""

from exam_drill.quiz.stopwatch import LONGEST, Stopwatch


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_only_what_is_seen_counts() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.shown("a")
    clock.now += 20
    watch.shown("a")  # drawn again
    clock.now += 5
    watch.hidden()
    clock.now += 3600
    watch.shown("b")
    clock.now += 7
    watch.shown("a")
    clock.now += 1
    assert (watch.seconds("a"), watch.seconds("b"), watch.seconds("c")) == (26, 7, 0)


def test_beyond_a_limit_nobody_is_looking() -> None:
    clock = Clock()
    watch = Stopwatch(clock)
    watch.shown("a")
    clock.now += 10 * LONGEST
    assert watch.seconds("a") == LONGEST
    watch.hidden()
    watch.shown("a")
    clock.now += 10
    assert watch.seconds("a") == LONGEST
