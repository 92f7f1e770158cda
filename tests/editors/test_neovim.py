"""The set-up for Neovim that the guide shows, run in a real Neovim without a window."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "editor.md"
PATIENCE = 120
DRAFT = """# Forskrift om naust

### § 1. Søknad

Søknaden skal sendes i tre eksemplarer, jf. § 2.

### § 2. Gebyr

Kommunen kan kreve gebyr.
"""
PROBE = """
local told = {}
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, one in ipairs(vim.diagnostic.get(0)) do
  if one.severity < vim.diagnostic.severity.HINT then
    table.insert(told, { one.lnum, one.code, one.source })
  end
end
local document = vim.lsp.util.make_text_document_params()
local function ask(what, more)
  local params = vim.tbl_extend("error", { textDocument = document }, more or {})
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/" .. what, params, 20000)) do
    return answer.result
  end
end
local here = { line = 4, character = 25 }
local actions = ask("codeAction", {
  range = { start = here, ["end"] = here }, context = { diagnostics = {} },
})
io.stdout:write(vim.json.encode({
  found = told,
  hover = ask("hover", { position = here }).contents.value,
  actions = vim.tbl_map(function(one) return one.title end, actions),
  symbols = vim.tbl_map(function(one) return one.name end, ask("documentSymbol")),
  definition = ask("definition", { position = { line = 4, character = 46 } })[1].range.start.line,
}) .. "\\n")
vim.cmd("qa!")
"""


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim_as_the_guide_has_it(tmp_path: Path, cache: Path) -> None:
    pytest.importorskip("pygls", reason="the extra lsp is not installed")
    blocks = re.findall(r"^```lua\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    setup = next(block for block in blocks if "vim.lsp.start" in block)
    (tmp_path / "init.lua").write_text(setup, "utf-8")
    (tmp_path / "probe.lua").write_text(PROBE, "utf-8")
    (tmp_path / "regcheck.yaml").write_text("nlp: false\n", "utf-8")
    (tmp_path / "utkast.md").write_text(DRAFT, "utf-8")
    (tmp_path / "regcheck").write_text(
        f"#!/bin/sh\nexec {sys.executable} -m regcheck $@\n", "utf-8"
    )
    (tmp_path / "regcheck").chmod(0o755)
    done = subprocess.run(
        ["nvim", "--headless", "-n", "-u", "init.lua", "utkast.md", "-c", "luafile probe.lua"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(cache),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["found"] == [[4, "paper/several-copies", "regcheck"]], done.stderr
    assert "Krav om antall eksemplarer" in told["hover"]
    assert told["actions"] == [
        f"{what}, med begrunnelse (paper/several-copies)"
        for what in ("La stå", "Behold", "Ignorer")
    ]
    assert told["symbols"] == ["§ 1 Søknad", "§ 2 Gebyr"]
    assert told["definition"] == 6
