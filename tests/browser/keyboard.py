"""A person without a mouse: every move is a key, and every stop must show where one is."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import Person

MOST_STOPS = 120
_HAS_FOCUS = "element => element === document.activeElement"
_SHOWS_IT = """element => {
  const shown = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return shown(element) || (element.closest('label') !== null && shown(element.closest('label')));
}"""
_INSIDE = "dialog => dialog.contains(document.activeElement)"
_OUTSIDE = """dialog => {
  const at = document.activeElement;
  return at !== document.body && !dialog.contains(at) ? at.outerHTML.slice(0, 80) : '';
}"""


@dataclass
class Keys:
    """The keyboard of somebody at a screen."""

    person: Person

    @property
    def page(self) -> Page:
        """The tab in view."""
        return self.person.page

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type text where the focus is."""
        self.page.keyboard.type(text)

    def reach(self, target: Locator, key: str = "Tab") -> None:
        """Move with Tab (or Shift+Tab) until `target` has the focus, and see that it shows."""
        expect(target).to_be_visible()
        for _stop in range(MOST_STOPS):
            if target.evaluate(_HAS_FOCUS):
                assert target.evaluate(_SHOWS_IT), f"no visible focus on {target}"
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached with {key}")

    def push(self, msgid: str) -> None:
        """Reach a button by its name and push it with Enter."""
        self.reach(self.person.button(msgid))
        self.press("Enter")

    def fill(self, field: str, text: str) -> None:
        """Reach a field by its id, replace what it holds."""
        self.reach(self.page.locator(f"#{field}"))
        self.press("ControlOrMeta+a")
        self.type(text)

    def stays_inside(self, dialog: Locator, stops: int = 8) -> None:
        """Tab and Shift+Tab never lead out of a modal dialog."""
        expect(dialog).to_be_visible()
        assert dialog.evaluate(_INSIDE), "the dialog did not take the focus"
        for key in ("Tab", "Shift+Tab"):
            for _stop in range(stops):
                self.page.keyboard.press(key)
                assert dialog.evaluate(_OUTSIDE) == ""
