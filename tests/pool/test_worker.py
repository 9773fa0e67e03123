"""What a worker does with a document, and what goes over its socket."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from service.pool import frames
from service.pool.hooks import HOOKS, PREFIX, harm
from service.pool.jobs import Cleaned, Crashed, Job, Outcome, Refused
from service.pool.reports import Tally
from service.pool.worker import CANARY, WARM_UP, is_sound, run_job
from tests.pool.helpers import REPORT


def test_canary_is_sound() -> None:
    """The canary is sound where cleaning works, and not where it does not."""
    assert is_sound(run_job(CANARY))
    assert not is_sound(Refused("no-content", ""))
    assert not is_sound(Cleaned(b"something else", REPORT))


def test_warm_up() -> None:
    """A text and a page are cleaned before the first request, and both can be."""
    assert {False, True} == {job.page for job in WARM_UP}
    assert [True] * len(WARM_UP) == [is_sound(run_job(job)) for job in WARM_UP]


def test_job_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal and a bug come back as values; a bug without its message, which may quote the document."""
    refused = run_job(Job("   "))
    assert isinstance(refused, Refused)
    assert "empty-input" == refused.code
    monkeypatch.setattr("service.pool.worker.clean", failing(LookupError("the secret of the document")))
    monkeypatch.setattr("service.pool.worker.clean_page", failing(LookupError("the secret of the document")))
    for job in (Job("a"), Job("<p>a</p>", page=True)):
        crashed = run_job(job)
        assert isinstance(crashed, Crashed)
        assert "LookupError" == crashed.error
        assert "secret" not in str(crashed)


def test_lack_of_memory_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends the worker, whose memory is full."""
    monkeypatch.setattr("service.pool.worker.clean", failing(MemoryError()))
    with pytest.raises(MemoryError):
        run_job(Job("a"))


def failing(error: Exception) -> Callable[..., None]:
    """A function that only raises."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_report() -> None:
    """The figures of a document: every stage timed, removals by kind and judge, no word of it."""
    outcome = run_job(Job(f"{CANARY.document!s}\nShare this article\n"))
    assert isinstance(outcome, Cleaned)
    report = outcome.report
    assert ["decode", "extract", "judge", "serialise"] == [*report.seconds]
    assert all(0 <= seconds < 60 for seconds in report.seconds.values())
    assert Tally(2, 2 * len("Share this article")) == report.removals["share"]
    assert sum(tally.count for tally in report.families.values()) == sum(t.count for t in report.removals.values())
    assert (False, "given", False) == (report.page, report.encoding, report.empty)
    assert 0.8 < report.kept_ratio < 1
    assert report.body_characters < report.source_characters
    assert "council" not in str(report)


def test_report_of_a_page() -> None:
    """A page has a probability, and its characters' repairs are counted."""
    job = WARM_UP[1]
    outcome = run_job(Job(f"{job.document!s}<p>It cost â‚¬ 3 million, the mayor said on Tuesday.</p>", page=True))
    assert isinstance(outcome, Cleaned)
    assert outcome.report.page
    assert outcome.report.article_probability is not None
    assert {"mojibake": 1} == outcome.report.repairs


@pytest.mark.parametrize(
    "outcome", [Cleaned(b"{}", REPORT), Refused("no-content", "Đ"), Crashed("KeyError", ("a", "b"))]
)
def test_outcome_comes_back(outcome: Outcome) -> None:
    """Every kind of outcome survives its way."""
    frame = frames.outcome_frame(outcome)
    length, tag = frames.HEADER.unpack_from(frame)
    payload = frame[frames.HEADER.size :]
    assert length == len(payload)
    assert outcome == frames.read_outcome(tag, payload)


@pytest.mark.parametrize(
    ("tag", "payload"),
    [(b"C", b""), (b"R", msgspec.msgpack.encode({"code": 1})), (b"Z", b""), (b"X", b"\x80\x04K\x01.")],
    ids=["nothing", "wrong type", "unknown", "pickle"],
)
def test_nonsense_is_refused(tag: bytes, payload: bytes) -> None:
    """What is no answer raises, and runs nothing."""
    with pytest.raises(ValueError, match=r"."):
        frames.read_outcome(tag, payload)


def test_hooks_leave_documents_alone() -> None:
    """Only a text of the very form does anything."""
    for document in ("A text.", f"A text on {PREFIX}loop", b"\xff\xfe", f"{PREFIX}unknown", f"{PREFIX}sleep=0"):
        harm(Job(document))
    assert {"loop", "segfault", "memory"} == {*HOOKS}
