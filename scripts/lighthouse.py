"""Mobile Lighthouse on pages of a running portal: `lighthouse.py [--cookie name=value] [--json FILE] URL …`.

Installs the npm package once into `.cache/lighthouse`. A cookie is set in the browser itself, so that the
page's WebSocket carries it as well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import chromium
from places import BIN, CACHE, npm_environment, say, stop, tool_environment
from servers import free_port

PACKAGE = "lighthouse@13.5.0"
FOLDER = CACHE / "lighthouse"
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}


def main() -> None:
    """Measure every page, print a table, write the JSON when asked."""
    options = _options()
    entry = program()
    pages = {url: measure(entry, url, options.cookie) for url in options.urls}
    _print_table(pages)
    if options.json:
        Path(options.json).write_text(json.dumps(pages, indent=2) + "\n")


def measure(program: Path, url: str, cookies: list[str]) -> dict[str, Any]:
    """Scores (0–100), metrics and names of failed audits of one page."""
    with (
        tempfile.TemporaryDirectory(prefix="damancom-") as folder,
        _browser(folder, url, cookies) as port,
    ):
        report = Path(folder) / "report.json"
        command = [
            str(BIN / "node"),
            str(program),
            url,
            f"--port={port}",
            "--quiet",
            "--output=json",
        ]
        wanted = [
            f"--only-categories={','.join(CATEGORIES)}",
            f"--output-path={report}",
            "--disable-storage-reset",
        ]
        # Now and then it asks by itself to be run again: the recording of a page missed its beginning.
        if not any(_gets_through([*command, *wanted]) for _ in range(TRIES)):
            stop(f"Lighthouse did not get through on {url}: see above.")
        return _summary(json.loads(report.read_text()))


def _gets_through(command: list[str]) -> bool:
    return subprocess.run(command, env=tool_environment(), check=False).returncode == 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs="+", metavar="URL")
    parser.add_argument("--cookie", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def program() -> Path:
    """Lighthouse's entry point, installed first when needed."""
    entry = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    stamp = FOLDER / ".stamp"
    if not (entry.exists() and stamp.exists() and stamp.read_text() == PACKAGE):
        say(f"installing {PACKAGE} into .cache")
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [str(BIN / "npm"), "install", "--no-save", "--prefix", str(FOLDER), PACKAGE]
        environment = {**npm_environment(), "PUPPETEER_SKIP_DOWNLOAD": "true"}
        if subprocess.run(command, cwd=FOLDER, env=environment, check=False).returncode:
            stop("Lighthouse could not be installed: see npm's message above.")
        stamp.write_text(PACKAGE)
    return entry


@contextmanager
def _browser(folder: str, url: str, cookies: list[str]) -> Iterator[int]:
    """A Chromium whose own profile holds the cookies; yields its debugging port."""
    port = free_port()
    arguments = [f"--remote-debugging-port={port}", "--no-sandbox"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile", executable_path=chromium.path(), headless=True, args=arguments
        )
        pairs = (cookie.partition("=") for cookie in cookies)
        context.add_cookies(
            [{"name": name, "value": value, "url": url} for name, _, value in pairs]
        )
        yield port
        context.close()


def _summary(report: dict[str, Any]) -> dict[str, Any]:
    audits = report["audits"]
    return {
        "scores": {
            name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES
        },
        "metrics": {
            label: round(audits[name]["numericValue"], 3) for name, label in METRICS.items()
        },
        "failed": sorted(
            reference["id"]
            for category in CATEGORIES[1:]
            for reference in report["categories"][category]["auditRefs"]
            if reference["weight"] and audits[reference["id"]]["score"] == 0
        ),
    }


def _print_table(pages: dict[str, dict[str, Any]]) -> None:
    for url, page in pages.items():
        print(url)
        print("   " + "  ".join(f"{name} {score}" for name, score in page["scores"].items()))
        print("   " + "  ".join(f"{label} {value:g}" for label, value in page["metrics"].items()))
        if page["failed"]:
            print("   failed: " + ", ".join(page["failed"]))


if __name__ == "__main__":
    main()
