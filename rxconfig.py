"""How Reflex builds and serves the portal. Values that change between machines come from `damancom_reflex.settings`."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.plugins.shared_tailwind import TailwindPluginWithCallConfig

from damancom_reflex.settings import settings

DAISYUI = "daisyui@5.8.1"
# Only what the screens use. A rule that asks what an element holds (`:has`), of a component nobody sees, still costs
# style work whenever something comes or goes; words of the code that are also names of components would bring it in.
PARTS = [
    "rootcolor",
    "scrollbar",
    "button",
    "checkbox",
    "fileinput",
    "input",
    "join",
    "link",
    "loading",
    "radio",
    "range",
    "select",
    "table",
    "textarea",
]
SANS = ["Damancom Sans", "Damancom Sans Arabic", "Damancom Fallback", "system-ui", "sans-serif"]

# Ink on warm paper; green for what can be done, saffron for what needs attention, red for what went wrong.
# Each `-content` colour reads on its pair at 4.5:1 or better.
BOTH_THEMES = {
    "--radius-selector": "0.25rem",
    "--radius-field": "0.375rem",
    "--radius-box": "0.5rem",
    "--size-selector": "0.25rem",
    "--size-field": "0.28125rem",
    "--border": "1px",
    "--depth": "0",
    "--noise": "0",
    # The browser's own setting chooses the theme; no control on a page does.
    "themecontroller": False,
}
LIGHT = {
    "name": "damancom",
    "default": True,
    "color-scheme": "light",
    "--color-base-100": "#fffdf8",
    "--color-base-200": "#f6f2e9",
    "--color-base-300": "#ddd5c5",
    "--color-base-content": "#1d2320",
    "--color-primary": "#0b5d3b",
    "--color-primary-content": "#ffffff",
    "--color-secondary": "#3c4b44",
    "--color-secondary-content": "#ffffff",
    "--color-accent": "#e2a72e",
    "--color-accent-content": "#231800",
    "--color-neutral": "#2a322e",
    "--color-neutral-content": "#fffdf8",
    "--color-info": "#1c4f7d",
    "--color-info-content": "#ffffff",
    "--color-success": "#1d6a3a",
    "--color-success-content": "#ffffff",
    "--color-warning": "#e8b440",
    "--color-warning-content": "#231800",
    "--color-error": "#a3201d",
    "--color-error-content": "#ffffff",
}
DARK = {
    "name": "damancom-dark",
    "prefersdark": True,
    "color-scheme": "dark",
    "--color-base-100": "#151a17",
    "--color-base-200": "#1d2420",
    "--color-base-300": "#3a443e",
    "--color-base-content": "#efebe1",
    "--color-primary": "#86d3a7",
    "--color-primary-content": "#04251a",
    "--color-secondary": "#b9c7bf",
    "--color-secondary-content": "#14201a",
    "--color-accent": "#f0c05c",
    "--color-accent-content": "#231800",
    "--color-neutral": "#d8d3c8",
    "--color-neutral-content": "#151a17",
    "--color-info": "#93c4f0",
    "--color-info-content": "#06213a",
    "--color-success": "#86d3a7",
    "--color-success-content": "#04251a",
    "--color-warning": "#f0c05c",
    "--color-warning-content": "#231800",
    "--color-error": "#ffa39b",
    "--color-error-content": "#3b0603",
}


def _daisyui(tag: str, path: str, args: dict[str, Any]) -> TailwindPluginWithCallConfig:
    """One call of daisyUI in the Tailwind configuration, with its import."""
    return {
        "name": DAISYUI,
        "import": {"name": f"default as {tag}", "from": path},
        "call": tag,
        "args": args,
    }


def _same_origin(code: str) -> str:
    """Make the browser reach the server on the host *and port* that the page came from.

    Reflex replaces only the host of a `localhost` address; with the port too, one build serves on any
    port and behind any proxy.

    Raises:
        RuntimeError: when Reflex has changed the function this edits.
    """
    host = "endpoint.hostname = frontend_hostname;"
    port = "endpoint.port = window.location.port;"
    if port in code:
        return code
    if host not in code or 'endpoint.port = "";' not in code:
        raise RuntimeError("getBackendURL of Reflex has changed: review rxconfig._same_origin")
    return code.replace('endpoint.port = "";', port).replace(host, f"{host}\n    {port}")


class SameOrigin(rx.plugins.Plugin):
    """Build plugin: see `_same_origin`."""

    def pre_compile(self, **context: Any) -> None:
        """Edit Reflex's own browser module before the build."""
        context["add_modify_task"]("utils/state.js", _same_origin)


TAILWIND = rx.plugins.TailwindV4Plugin(
    {
        "content": [
            f"./{room}/**/*.{{js,jsx}}"
            for room in ("app", "app_components", "components", "utils", "public")
        ],
        "theme": {"extend": {"fontFamily": {"sans": SANS}}},
        "plugins": [
            _daisyui("daisyui", "daisyui", {"themes": False, "logs": False, "include": PARTS}),
            _daisyui("theme", "daisyui/theme/index.js", {**LIGHT, **BOTH_THEMES}),
            # The import above serves both themes.
            {"name": DAISYUI, "call": "theme", "args": {**DARK, **BOTH_THEMES}},
        ],
    }
)

config = rx.Config(
    app_name="damancom_reflex",
    app_module_import="damancom_reflex.damancom_reflex",
    # `localhost` stands for "where the page came from", see SameOrigin.
    api_url="http://localhost:8000",
    deploy_url=settings().public_url,
    backend_host=settings().host,
    backend_port=settings().port,
    frontend_port=settings().port,
    cors_allowed_origins=settings().origins,
    trusted_proxy_hops=settings().trusted_proxy_hops,
    transport="websocket",
    redis_url=settings().redis_url or None,
    # Without Redis, in memory: what is on screen, and the cookies it came with, never lie on the disk.
    state_manager_mode=rx.constants.StateManagerMode.REDIS
    if settings().redis_url
    else rx.constants.StateManagerMode.MEMORY,
    # Milliseconds, milliseconds, seconds.
    redis_lock_expiration=10_000,
    redis_lock_warning_threshold=300,
    redis_token_expiration=1_800,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    default_color_mode="system",
    frontend_compression_formats=["gzip", "brotli"],
    plugins=[TAILWIND, SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
