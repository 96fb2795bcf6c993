"""Pages in a real browser: notes there and back, narrow screens, colours by night, and not one request.

Chromium is driven through its own protocol (DevTools) over a pipe, so that nothing but Chromium itself is needed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import frusconv

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it to try pages in a browser")

PHONE = (390, 844)
DESK = (1280, 900)
TELEGRAM = """\
861.00/17: Telegram

The Ambassador in Ruritania (Doe) to the Secretary of State

Strelsau, June 10, 1939—4 p. m.
[Received June 11—9:30 a.m.]

17. The king is well.1 His coronation{long} was on Monday. [Page 63] Nothing else is new.2

Doe

  1. See telegram 16.
  2. Not printed.
""".replace("{long}", "-" + "ruritanisch" * 12)
VOLUME = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="compilation" xml:id="comp1"><head>Ruritania</head>
<div type="document" n="1" xml:id="d1"><head>1. Telegram From the Embassy in Ruritania to the Department of State<note
 n="1" xml:id="d1fn1">Source: Archives, RG 59. <hi rend="italic">Secret</hi>. See <ref target="#d2">Document 2</ref>.
</note></head><p>Nothing new. <pb n="2" xml:id="pg_2"/></p>
<table><row><cell role="label">Year</cell>{cells}</row><row><cell role="label">Sum</cell>{cells}</row></table></div>
<div type="document" n="2" xml:id="d2"><head>2. Editorial Note</head>{paragraphs}</div></div></body></text></TEI>
""".replace("{cells}", "<cell>1,234,567,890</cell>" * 12).replace("{paragraphs}", "<p>Nothing new.</p>" * 60)


class Browser:
    """A Chromium without a window, and one page in it."""

    def __init__(self, folder: Path) -> None:
        # Chromium reads commands from descriptor 3 and answers on 4; each message ends in a NUL.
        script = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null'
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe"]
        self._process = subprocess.Popen(
            ["sh", "-c", script, str(CHROMIUM), *options, f"--user-data-dir={folder}", "about:blank"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._out, self._in = self._process.stdin, self._process.stdout
        self._buffer = b""
        self._count = 0
        self._session: str | None = None
        # What the page has asked for, but itself.
        self.requests: list[str] = []
        page = next(info for info in self.call("Target.getTargets")["targetInfos"] if info["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")

    def close(self) -> None:
        self._session = None
        self._send("Browser.close", {})
        self._process.wait(10)
        self._out.close()
        self._in.close()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol, and return its result."""
        number = self._send(method, params)
        while True:
            message = self._message()
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        return self._count

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            chunk = os.read(self._in.fileno(), 1 << 16)
            assert chunk, "Chromium has ended"
            self._buffer += chunk
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        return message

    def open(self, path: Path, size: tuple[int, int] = DESK, scheme: str = "light") -> None:
        """Show a file at a size, by day or by night."""
        width, height = size
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.requests.clear()
        self.call("Page.navigate", url=path.as_uri())
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:
        """Return the value of an expression on the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of one telegram and one of a volume, written by the program."""
    folder = tmp_path_factory.mktemp("pages")
    sources = {"telegram": ("telegram.txt", TELEGRAM), "volume": ("volume.xml", VOLUME)}
    pages = {}
    for name, (file, text) in sources.items():
        (folder / file).write_text(text, encoding="utf-8")
        pages[name] = folder / f"{name}.html"
        ran = frusconv("to-html", folder / file, "-o", pages[name])
        assert ran.status == 0, ran.err
    return pages


def test_note_and_back(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["telegram"])
    browser.run("document.querySelectorAll('.noteref')[1].click()")
    note = browser.run("document.querySelector(':target').innerText")
    marked, plain = browser.run(
        "[document.querySelector(':target'), document.querySelector('.note')]"
        ".map(element => getComputedStyle(element).backgroundColor)"
    )
    browser.run("document.querySelector(':target .note-number').click()")
    came_back_to = browser.run("document.querySelector(':target').getAttribute('href')")
    assert (note.split(), came_back_to) == (["2", "Not", "printed."], "#d1fn2")
    assert marked != plain


@pytest.mark.parametrize("name", ["telegram", "volume"])
def test_narrow_screens_scroll_only_downwards(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """Neither long words nor wide tables make a page wider than a phone; a table scrolls by itself."""
    browser.open(pages[name], PHONE)
    assert browser.run("document.documentElement.scrollWidth") == PHONE[0]
    tables = browser.run("[...document.querySelectorAll('.table')].map(box => box.scrollWidth > box.clientWidth)")
    assert tables == ([True] if name == "volume" else [])


CONTRASTS = """
(() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = channels(colour).map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = getComputedStyle(element).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const found = {};
  for (const element of document.body.querySelectorAll('*')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
    found[element.className || element.tagName] = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  }
  return [getComputedStyle(document.body).backgroundColor, found];
})()
"""


@pytest.mark.parametrize("name", ["telegram", "volume"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(browser: Browser, pages: dict[str, Path], name: str, scheme: str) -> None:
    """All text has the contrast that WCAG 2.2 asks for (1.4.3), by day and by night, and where a link led to."""
    browser.open(pages[name], scheme=scheme)
    browser.run("location.hash = document.querySelector('.note').id")
    paper, contrasts = browser.run(CONTRASTS)
    is_dark = sum(int(channel) for channel in paper[4:-1].split(",")) < 3 * 64
    assert is_dark == (scheme == "dark")
    assert len(contrasts) > 5
    assert {name: round(ratio, 2) for name, ratio in contrasts.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", ["telegram", "volume"])
def test_nothing_is_fetched(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.open(pages[name])
    assert browser.requests == [pages[name].as_uri()]


def test_page_anchor(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["volume"], PHONE)
    browser.run("location.hash = 'pg_2'")
    assert browser.run("document.querySelector(':target').innerText") == "[Page 2]"
    assert browser.run("scrollY") > 0


def test_prints_in_black_on_white(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["volume"], scheme="dark")
    browser.call("Emulation.setEmulatedMedia", media="print")
    styles = browser.run(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor,"
        " getComputedStyle(document.querySelector('nav')).display]"
    )
    browser.call("Emulation.setEmulatedMedia", media="")
    assert styles == ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "none"]
