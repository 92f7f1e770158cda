"""Shared set-up of the tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import Phase, settings

sys.path.insert(0, str(Path(__file__).parent))

# No test goes by the clock: a busy machine is no fault.
settings.register_profile("regcheck", deadline=None)
# For benchmarks/mutation.py: few examples, the same each time, and the first fault is enough.
settings.register_profile(
    "mutation",
    max_examples=20,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("REGCHECK_PROFILE", "regcheck"))
