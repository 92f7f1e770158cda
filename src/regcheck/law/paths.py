"""Paths of steps while an instruction is read: cut back, narrowed, compared."""

from __future__ import annotations

from regcheck.law.address import Step, StepKind

Path = tuple[Step, ...]


def step_of(kind: StepKind, label: str, dash: bool) -> Step:
    """The step for a label; a dash has a count instead."""
    return Step(kind, "", int(label)) if dash else Step(kind, label)


def has(path: Path, kind: StepKind) -> bool:
    """Whether a step of this kind is in the path."""
    return any(step.kind is kind for step in path)


def cut(path: Path, step: Step) -> Path:
    """The part of a path that a unit such as `step` can be hung on."""
    if step.kind in (StepKind.ARTICLE, StepKind.CHAPTER, StepKind.PART, StepKind.ANNEX):
        return ()
    for index, old in enumerate(path):
        if old.kind is step.kind and (
            step.kind is not StepKind.ITEM or old.item_word == step.item_word
        ):
            return path[:index]
    if step.kind is StepKind.PARAGRAPH:
        return path[:1]
    return path


def narrow(path: Path, step: Step) -> Path:
    """The path one step down; a sentence or item right under a § is in its first paragraph."""
    if (
        step.kind in (StepKind.SENTENCE, StepKind.ITEM)
        and path
        and path[-1].kind is StepKind.ARTICLE
    ):
        return (*path, Step(StepKind.PARAGRAPH, "1"), step)
    return (*path, step)
