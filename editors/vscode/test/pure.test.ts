import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, located, options, status, withReason, wordsFor } from "../src/pure";

test("only what the user chose is passed on", () => {
  assert.deepEqual(options({}), []);
  assert.deepEqual(options({ locale: "nn", nlp: undefined, first: 0 }), ["--locale", "nn", "--first", "0"]);
});

test("words are in the locale that is chosen, else in Bokmål", () => {
  assert.equal(wordsFor("nn").none, "ingen funn");
  assert.equal(wordsFor("en").none, "no findings");
  assert.deepEqual(wordsFor("auto"), wordsFor(undefined));
  assert.equal(filled("{n} av {m}", { n: 2 }), "2 av {m}");
});

test("the status bar counts errors and warnings", () => {
  const words = wordsFor("nb");
  assert.equal(status(undefined, words), "regcheck");
  assert.equal(status({ error: 0, warning: 0, info: 4 }, words), "regcheck: ingen funn");
  assert.equal(status({ error: 2, warning: 1, info: 0 }, words), "regcheck: $(error) 2 $(warning) 1");
});

test("a reason takes the place of what stands for it, and cannot end the comment", () => {
  const markdown = "<!-- regcheck: ignore paper/fax reason: skriv hvorfor her -->\n";
  assert.equal(
    withReason(markdown, " på $1 --> grunn\nav ]"),
    "<!-- regcheck: ignore paper/fax reason: på $1 grunn av -->\n",
  );
  assert.equal(withReason("[regcheck: ignore a/b reason: x]\n", "y"), "[regcheck: ignore a/b reason: y]\n");
});

test("a command is never taken from the folder that is checked", () => {
  const there = (file: string): boolean => file.toLowerCase().endsWith("regcheck.exe");
  assert.equal(located("regcheck", ".;;tools;C:\\bin", there), "C:\\bin\\regcheck.exe");
  assert.equal(located("regcheck", ".;;tools", there), "");
  assert.equal(located("C:\\x\\regcheck.exe", "", there), "C:\\x\\regcheck.exe");
});
