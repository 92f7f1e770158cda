"""What is asked of a cluster and made of its answers; a stand-in answers for it."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from regcheck.base.errors import UsageError
from regcheck.document.model import Unreadable
from regcheck.readers.inputs import Input
from regcheck.readers.limits import DEFAULT, Limits
from regcheck.results.result import DocumentResult
from regcheck.run import cluster
from regcheck.run.cluster import Cluster
from regcheck.run.guard import unread
from regcheck.run.pool import Crashed

distributed = pytest.importorskip("distributed", reason="dask is not installed")
WHERE = "tcp://host:8786"


@dataclass
class Answer:
    """The answers to a document that was sent, one after the other; the last is for good."""

    answers: list[Any]
    waits: list[float] = field(default_factory=list)

    def result(self, timeout: float) -> bytes:
        self.waits.append(timeout)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return bytes(answer)


class Client:
    """Stands in for the connection to a scheduler."""

    threads: ClassVar[dict[str, int]] = {}
    script: ClassVar[dict[str, list[list[Any]]]] = {}
    """Documents by path, and the answers each time they are sent."""
    sent: ClassVar[list[Input]] = []
    given: ClassVar[list[Answer]] = []
    told: ClassVar[dict[str, Any]] = {}

    def __init__(self, address: str, **options: object) -> None:
        self.told.update(options, address=address, closed=False)

    def register_plugin(self, plugin: object, name: str) -> None:
        self.told.update(vars(plugin), plugin=name)

    def nthreads(self) -> dict[str, int]:
        return self.threads

    def submit(self, run: Callable[[Input], bytes], item: Input, *, pure: bool) -> Answer:
        assert not pure  # a document may be run again
        self.sent.append(item)
        script = self.script.get(item.path)
        self.given.append(Answer(script.pop(0) if script else [item.path.encode()]))
        return self.given[-1]

    def close(self, timeout: float) -> None:
        self.told["closed"] = True
        raise TimeoutError  # it answers no farewell


@pytest.fixture(autouse=True)
def client(monkeypatch: pytest.MonkeyPatch) -> type[Client]:
    monkeypatch.setattr(distributed, "Client", Client)
    for held in (Client.threads, Client.script, Client.sent, Client.given, Client.told):
        held.clear()
    Client.threads["w"] = 1
    return Client


def work(task: Input | Unreadable) -> bytes:
    return b"worked"


started: list[tuple[object, ...]] = []


def start(*arguments: object) -> None:
    started.append(arguments)


def results(
    tasks: Iterable[Input | Unreadable],
    known: Callable[[Any], Any] = lambda _: None,
    limits: Limits = DEFAULT,
) -> Iterator[tuple[Any, Any]]:
    return Cluster(WHERE).results(tasks, work, (start, ("rules",)), known, limits)


def items(number: int, size: int = 1) -> Iterator[Input]:
    return (Input(f"{n}", data=b"x" * size) for n in range(number))


def test_answers_come_in_order_and_only_what_is_not_known_is_sent(client: type[Client]) -> None:
    bad = Unreadable("2", "not-found", "no such file")
    tasks: list[Input | Unreadable] = [
        *items(2),
        bad,
        Input("3", data=b"x" * 9),
        Input("4", data=b"y"),
    ]

    def known(task: Input | Unreadable) -> object:
        if isinstance(task, Unreadable):
            return unread(task)
        return b"known" if task.path == "1" else None

    done = list(results(tasks, known, Limits(max_file_bytes=8)))
    assert [task for task, _ in done] == tasks
    assert [answer for _, answer in done[:2]] == [b"0", b"known"]
    refused = [answer.unreadable for _, answer in done[2:4] if isinstance(answer, DocumentResult)]
    assert [one.reason for one in refused if one] == ["not-found", "size"]
    assert done[4][1] == b"4"
    assert [one.path for one in client.sent] == ["0", "4"]
    assert client.told["closed"]


def test_a_file_travels_as_its_bytes(client: type[Client], tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_bytes(b"Et bord.")
    assert list(results([Input("a.txt", str(tmp_path / "a.txt"))]))
    assert client.sent[0].data == b"Et bord."


def test_the_connection_is_ones_own_and_workers_are_made_ready(client: type[Client]) -> None:
    list(results(items(1)))
    assert (client.told["address"], client.told["set_as_default"]) == (WHERE, False)
    assert client.told["prepared"] == pickle.dumps((start, ("rules",), gc.get_threshold()))


@pytest.mark.parametrize(("workers", "ahead"), [(0, 16), (1, 16), (3, 48)])
def test_few_documents_are_sent_ahead(workers: int, ahead: int, client: type[Client]) -> None:
    """Their bytes wait in the memory of the scheduler: sixteen for each worker."""
    client.threads.update(w=workers)
    done = results(items(100))
    next(done)
    assert len(client.sent) == ahead
    next(done)
    assert len(client.sent) == ahead + 1
    done.close()  # type: ignore[attr-defined]


def test_few_bytes_are_sent_ahead(client: type[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_AHEAD_BYTES", 120)
    done = results(items(100, 40), lambda task: b"known" if task.path in "01" else None)
    next(done)
    assert [one.path for one in client.sent] == ["2", "3", "4"]
    done.close()  # type: ignore[attr-defined]


def test_what_was_lost_with_a_worker_is_run_again_and_given_up_the_second_time(
    client: type[Client],
) -> None:
    killed = distributed.KilledWorker("x", None, 0)
    client.script.update(
        {"1": [[killed], [b"again"]], "2": [[killed], [killed]], "4": [[killed], [b"4b"]]}
    )
    done = list(results(items(6)))
    assert [task.path for task, _ in done] == list("012345")
    assert [answer for _, answer in done] == [b"0", b"again", Crashed(), b"3", b"4b", b"5"]
    assert [one.path for one in client.sent] == [*"012345", *"124"]


def test_a_scan_without_workers_waits_a_minute_and_stops(client: type[Client]) -> None:
    client.threads.clear()
    client.script["0"] = [[TimeoutError()]]
    with pytest.raises(UsageError, match="no workers are left"):
        list(results(items(1)))
    assert sum(client.given[0].waits) == 60
    assert client.told["closed"]


def test_workers_that_are_slow_or_come_back_are_waited_for(
    client: type[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    comes = iter([{}, *[{}] * 10, {"w": 1}, *[{}] * 11, *[{"w": 1}] * 99])
    client.script["0"] = [[*[TimeoutError()] * 90, b"at last"]]
    monkeypatch.setattr(Client, "nthreads", lambda _: next(comes))
    assert [answer for _, answer in results(items(1))] == [b"at last"]


@pytest.mark.parametrize(
    "fault", [distributed.CancelledError("x"), distributed.comm.core.CommClosedError(), OSError()]
)
def test_a_scheduler_that_is_lost_is_told(fault: Exception, client: type[Client]) -> None:
    client.script["1"] = [[fault]]
    done = results(items(3))
    assert next(done)[1] == b"0"
    with pytest.raises(UsageError, match="the scheduler is gone"):
        next(done)
    assert client.told["closed"]


@pytest.mark.parametrize("fault", [OSError, TimeoutError, ValueError, TypeError])
def test_a_scheduler_that_cannot_be_reached_is_told(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(UsageError, match=f"{WHERE}.*no scheduler answers"):
        list(results(items(1)))


def test_a_worker_is_made_ready_once_for_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster._ready_for.cache_clear()
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(list(started)))
    frozen: list[list[tuple[object, ...]]] = []
    plugins = {
        name: SimpleNamespace(prepared=pickle.dumps((start, (name,), gc.get_threshold())))
        for name in ("a", "b")
    }
    monkeypatch.setattr(distributed, "get_worker", lambda: SimpleNamespace(plugins=plugins))
    started.clear()
    for name in ("a", "a", "b", "b"):
        assert cluster._on_worker(name, cluster._version(), work, Input("x")) == b"worked"
    assert started == [("a",), ("b",)]
    assert frozen == [[("a",)], [("a",), ("b",)]]
    cluster._ready_for.cache_clear()


def test_a_worker_of_another_version_does_nothing() -> None:
    with pytest.raises(UsageError, match="not the version of this scan"):
        cluster._on_worker("a", "0.0 x", work, Input("x"))
