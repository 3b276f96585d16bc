"""The token bucket that keeps one socket from starving the others."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from damancom_reflex.web import rate
from damancom_reflex.web.rate import Bucket, Quiet


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        """Start at some moment."""
        self.now = 1000.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The clock of the buckets."""
    made = Watch()
    monkeypatch.setattr(rate, "time", made)
    return made


def taken(bucket: Bucket, key: str, times: int) -> int:
    """How many of that many events are let through."""
    return sum(bucket.take(key) for _ in range(times))


def test_a_burst_is_let_through_and_then_cut(watch: Watch) -> None:
    assert taken(Bucket(rate=10, burst=5), "a", 20) == 5


def test_it_fills_again_at_its_rate_and_never_over_the_brim(watch: Watch) -> None:
    bucket = Bucket(rate=10, burst=5)
    taken(bucket, "a", 20)
    watch.now += 0.25
    assert taken(bucket, "a", 20) == 2
    watch.now += 3600
    assert taken(bucket, "a", 20) == 5


def test_asking_too_much_does_not_make_the_wait_longer(watch: Watch) -> None:
    bucket = Bucket(rate=1, burst=1)
    taken(bucket, "a", 1000)
    watch.now += 1
    assert bucket.take("a")


def test_one_client_takes_nothing_from_another(watch: Watch) -> None:
    bucket = Bucket(rate=1, burst=3)
    taken(bucket, "a", 10)
    assert taken(bucket, "b", 10) == 3


def test_it_remembers_a_bounded_number_of_clients(watch: Watch) -> None:
    bucket = Bucket(rate=1, burst=1)
    for number in range(rate.MOST_CLIENTS + 50):
        bucket.take(str(number))
    assert len(bucket._levels) == rate.MOST_CLIENTS


def test_whoever_keeps_asking_is_not_forgotten_for_newcomers(watch: Watch) -> None:
    bucket = Bucket(rate=0, burst=1)
    bucket.take("flooder")
    for number in range(rate.MOST_CLIENTS + 50):
        bucket.take(str(number))
        if number % 100 == 0:
            assert not bucket.take("flooder")


def _fails() -> ValueError:
    try:
        int("typed by anybody")
    except ValueError as error:
        return error
    raise AssertionError


def test_what_fails_again_and_again_fills_no_log() -> None:
    quiet = Quiet("tests")
    with capture_logs() as lines:
        for _ in range(500):
            quiet.tell_of("event failed", _fails())
        quiet.tell_of("event failed", KeyError("another kind"))
    assert 20 <= len([line for line in lines if isinstance(line["exc_info"], ValueError)]) <= 22
    assert isinstance(lines[-1]["exc_info"], KeyError)
