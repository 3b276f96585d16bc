"""From an act of a person to what they see of it, in Chromium: distributions in milliseconds.

Two moments are told apart. The page holds the answer as soon as its text has changed; it is seen with the frame after
that. What a page draws by itself meanwhile is a frame of its own, and the next one comes 17 ms later.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import quantiles
from typing import Any

from playwright.sync_api import Page

REPEATS = 80

Act = tuple[str, str | None]
"""What is acted on, by its selector: clicked, or, with a value, moved there as by dragging."""

Times = tuple[float, float]
"""Milliseconds from an act until the page holds its answer, and until that is seen."""

# The pause is drawn: a fixed one falls into step with the frames, and every act at the same moment of one.
_PAINT = """async ([acts, watched, repeats]) => {
  const read = () => document.querySelector(watched)?.textContent;
  const painted = () => new Promise(done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  }));
  const changed = (before) => new Promise((done, fail) => {
    const look = new MutationObserver(() => {
      // What is watched may be gone for a moment, while a page opens.
      const now = read();
      if (now === undefined || now === before) return;
      look.disconnect();
      const there = performance.now();
      painted().then(() => done([there, performance.now()]));
    });
    look.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    setTimeout(() => fail(new Error("nothing changed")), 5000);
  });
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const times = [];
  for (let turn = 0; turn < repeats; turn++) {
    const [selector, value] = acts[turn % acts.length];
    const found = document.querySelector(selector);
    const before = read();
    const start = performance.now();
    if (value === null) found.click();
    else {
      setValue.call(found, value);
      found.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const [there, seen] = await changed(before);
    times.push([there - start, seen - start]);
    await new Promise(done => setTimeout(done, 120 + 60 * Math.random()));
  }
  return times;
}"""


def to_paint(
    page: Page, what: str, acts: Sequence[Act], watched: str, goal: float
) -> list[dict[str, Any]]:
    """Results of acts taken in turns, until the text of `watched` is another: in the page, and on the screen.

    Args:
        page: the page in view.
        what: name of the act.
        acts: taken one after the other, again and again.
        watched: selector of what changes.
        goal: milliseconds wanted at the 95th percentile of what is seen.
    """
    return told(what, timed(page, acts, watched, REPEATS), goal)


def timed(page: Page, acts: Sequence[Act], watched: str, repeats: int) -> list[Times]:
    """Milliseconds of so many acts taken in turns, each until the text of `watched` is another."""
    times = page.evaluate(_PAINT, [[list(act) for act in acts], watched, repeats])
    return [(there, seen) for there, seen in times]


def told(what: str, times: Sequence[Times], goal: float | None = None) -> list[dict[str, Any]]:
    """Times as results; the goal is for the 95th percentile of what is seen, none for what is no work of ours."""
    there, seen = zip(*times, strict=True)
    return [
        *_spread(f"{what}, in the page", there, None),
        *_spread(f"{what}, painted", seen, goal),
    ]


def _spread(what: str, times: Sequence[float], goal: float | None) -> list[dict[str, Any]]:
    """Median and 95th percentile as results; the goal is for the latter."""
    marks = quantiles(times, n=20)
    wanted = {} if goal is None else {"goal": goal}
    return [
        {"what": f"{what}, p50", "value": round(marks[9], 1), "unit": "ms"},
        {"what": f"{what}, p95", "value": round(marks[18], 1), "unit": "ms", **wanted},
    ]
