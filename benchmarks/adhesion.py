"""The wizard of adhésion as a person feels it, in Chromium on loopback: an answer, and a step."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from _painting import to_paint
from playwright.sync_api import sync_playwright

from damancom_reflex.domain.enrolment.steps import EnrolmentStep
from tests.browser.conftest import QUIET
from tests.browser.dossiers import Dossiers
from tests.browser.enrolling import Applicant
from tests.portal import Portal

GOAL_MS = 30
# « Oui » opens the delegate's fields, « Non » closes them; each answer is saved.
ANSWERS = (
    ("input[name=delegated][value=yes]", None),
    ("input[name=delegated][value=no]", None),
)
# On to the summary, which reads the whole request, and back by the rail.
STEPS = ((".journey .btn-main", None), (".rail-wide li:nth-child(4) a", None))


def main() -> None:
    """Measure, and print the results as the last line."""
    with tempfile.TemporaryDirectory(prefix="damancom-") as folder:
        portal = Portal(Path(folder)).start()
        try:
            results = in_chromium(portal)
        finally:
            portal.stop()
    print(json.dumps({"results": results}))


def in_chromium(portal: Portal) -> list[dict[str, Any]]:
    """An answer saved, and the way from step to step."""
    dossier = Dossiers(portal.folder).draft(EnrolmentStep.CONFIRMATION)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET
        )
        context = browser.new_context()
        context.add_cookies(
            [{"name": "damancom_applicant", "value": dossier.key, "url": portal.url}]
        )
        applicant = Applicant(context.new_page(), portal.url)
        applicant.at(EnrolmentStep.DELEGATION, dossier)
        applicant.page.wait_for_timeout(1000)
        steps = to_paint(applicant.page, "step to step", STEPS, ".journey .btn-main", 2 * GOAL_MS)
        answers = to_paint(applicant.page, "answer", ANSWERS, "main", GOAL_MS)
        browser.close()
    return [*answers, *steps]


if __name__ == "__main__":
    main()
