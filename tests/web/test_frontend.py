"""Pages and files of a build: right status, language, caching and nothing outside its folder."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from damancom_reflex.web.frontend import Frontend, Switch
from damancom_reflex.web.headers import inline_script_hashes

HTML = '<html lang="fr"><head><script>let a = 1</script></head><body>{}</body></html>'
FILES = {
    "fr/index.html": HTML.format("accueil"),
    "ar/index.html": HTML.format("الاستقبال"),
    "fr/introuvable/index.html": HTML.format("introuvable"),
    "ar/introuvable/index.html": HTML.format("غير موجودة"),
    "assets/a-1234.js": "let b = 2",
    "assets/a-1234.js.br": "brotli",
    "assets/a-1234.js.gz": "gzip",
    "styles/portal.css": "p {}",
    "env.json": "{}",
    "notes.py": "secret = 1",
    "dump.sqlite3": "secret",
}


@pytest.fixture
def browser(tmp_path: Path) -> httpx.AsyncClient:
    """A client of a small build, with a secret beside its folder."""
    build = tmp_path / "client"
    for name, text in FILES.items():
        path = build / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (build / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    transport = httpx.ASGITransport(app=Frontend(build))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


async def test_a_page_comes_in_its_language_and_direction(browser: httpx.AsyncClient) -> None:
    assert '<html lang="fr" dir="ltr"' in (await browser.get("/fr")).text
    assert '<html lang="ar" dir="rtl"' in (await browser.get("/ar")).text


async def test_a_page_is_asked_for_anew_and_names_its_scripts(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/fr")
    assert answer.headers["cache-control"] == "no-cache"
    (script,) = inline_script_hashes(answer.text)
    assert script in answer.headers["content-security-policy"]


async def test_a_page_is_compressed_for_who_takes_it(browser: httpx.AsyncClient) -> None:
    plain = await browser.get("/fr", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    async with browser.stream("GET", "/fr", headers={"accept-encoding": "gzip"}) as packed:
        raw = b"".join([piece async for piece in packed.aiter_raw()])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)]
)
async def test_a_file_comes_as_small_as_the_browser_takes_it(
    browser: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    request = browser.stream("GET", "/assets/a-1234.js", headers={"accept-encoding": accepted})
    async with request as answer:
        assert answer.headers.get("content-encoding") == encoding
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    ("path", "caching"),
    [
        ("/assets/a-1234.js", "public, max-age=31536000, immutable"),
        ("/styles/portal.css", "public, max-age=86400"),
        ("/env.json", "no-cache"),
    ],
)
async def test_files_are_kept_as_long_as_their_names_allow(
    browser: httpx.AsyncClient, path: str, caching: str
) -> None:
    answer = await browser.get(path, headers={"accept-encoding": "identity"})
    assert answer.headers["cache-control"] == caching


@pytest.mark.parametrize(
    "path", ["/fr/nowhere", "/nowhere", "/fr/index.html", "/fr/\x00".rstrip("\x00") + "%00"]
)
async def test_an_address_of_nothing_is_not_found_in_its_language(
    browser: httpx.AsyncClient, path: str
) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "introuvable" in answer.text


async def test_an_arabic_address_of_nothing_is_not_found_in_arabic(
    browser: httpx.AsyncClient,
) -> None:
    answer = await browser.get("/ar/nowhere")
    assert (answer.status_code, "غير موجودة" in answer.text) == (404, True)


@pytest.mark.parametrize(
    "path",
    ["/notes.py", "/dump.sqlite3", "/link.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt",
     "/assets/..%2f..%2fsecret.txt", "/assets/a-1234.js.br", "//etc/passwd"],
)  # fmt: skip
async def test_only_files_of_the_build_with_a_known_ending_are_served(
    browser: httpx.AsyncClient, path: str
) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/fr/", "/fr"),
        ("/fr/x/?a=b", "/fr/x?a=b"),
        ("/%2f%2fevil.example/", "/evil.example"),
        ("/%5cevil/", "/%5Cevil"),
    ],
)
async def test_the_other_spelling_leads_to_the_right_one_on_this_site(
    browser: httpx.AsyncClient, path: str, place: str
) -> None:
    answer = await browser.get(path)
    assert (answer.status_code, answer.headers["location"]) == (308, place)


@pytest.mark.parametrize(
    ("accepted", "place"),
    [("ar-MA,ar;q=0.9", "/ar"), ("fr", "/fr"), ("", "/fr"), ("zz", "/fr"), ("//evil", "/fr")],
)
async def test_the_front_door_opens_in_the_language_of_the_browser(
    browser: httpx.AsyncClient, accepted: str, place: str
) -> None:
    answer = await browser.get("/", headers={"accept-language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (302, place)
    assert answer.headers["vary"] == "accept-language"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_pages_are_read_only(browser: httpx.AsyncClient, method: str) -> None:
    assert (await browser.request(method, "/fr")).status_code == 405


@pytest.mark.parametrize(
    ("path", "side"),
    [
        ("/_event/", "server"),
        ("/auth/code", "server"),
        ("/health/live", "server"),
        ("/telecharger/accord/x.pdf", "server"),
        ("/ar/lien/mot-de-passe", "server"),
        ("/_upload", "pages"),
        ("/ping", "pages"),
        ("/_health", "pages"),
        ("/fr", "pages"),
        ("/fr/auth/", "pages"),
    ],
)
async def test_the_server_answers_its_own_addresses_and_no_other(path: str, side: str) -> None:
    asked: list[str] = []

    def named(name: str) -> ASGIApp:
        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            del scope, receive, send
            asked.append(name)

        return app

    async def said() -> Message:
        return {}

    async def told(message: Message) -> None:
        del message

    switch = Switch(named("server"), named("pages"))
    await switch({"type": "http", "path": path}, said, told)
    await switch({"type": "websocket", "path": path}, said, told)
    assert asked == [side, "server"]
