"""Numbers of any length in options."""

from __future__ import annotations

import pytest

from regcheck.base.errors import UsageError
from regcheck.cli.options import described, option, typed_value, whole_number


@pytest.mark.parametrize(("value", "number"), [("0000000000000000000007", 7), ("10000", 10_000)])
def test_zeros_before_a_number_say_nothing(value: str, number: int) -> None:
    assert whole_number("--n", value) == number


@pytest.mark.parametrize(
    "value", ["0000000019999999999", "9" * 5_000, "0" * 5_000, "", "-1", "1e3", "٣", "²", "10001"]
)
def test_others_are_refused(value: str) -> None:
    with pytest.raises(UsageError) as told:
        whole_number("--n", value)
    assert len(str(told.value)) < 300


def test_ports_are_those_of_the_system() -> None:
    port = described(option("N", kind="port"), "port", int)
    assert [typed_value(port, one) for one in ("0", "18081", "65535")] == [0, 18_081, 65_535]
    with pytest.raises(UsageError):
        typed_value(port, "65536")
    assert typed_value(described(option("N", kind="count"), "n", int), "0") == 0
