"""The service as it is started in earnest, and Debian's chromium to drive it."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright
from serving import serving

CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds; all is on this machine
OWN = ("data", "blob")  # schemes that lead nowhere

# the browser tells the page alone of what its policy stops, so the page passes it on to the console
TELL = """addEventListener("securitypolicyviolation", (stopped) =>
  console.error(`stopped: ${stopped.effectiveDirective} ${stopped.blockedURI}`))"""


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Make an empty home folder for the server and one for the browser."""
    return tmp_path_factory.mktemp("server_home"), tmp_path_factory.mktemp("browser_home")


@pytest.fixture(scope="session")
def service(homes, tmp_path_factory):
    """Start gunicorn on a free port and give its address; it leaves nothing in its home."""
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(homes[0], log) as (process, port):
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        code, told = process.wait(timeout=25), log.read_text("utf-8")
    assert code == 0, told
    assert "Traceback" not in told
    assert list(homes[0].iterdir()) == []


@pytest.fixture(scope="session")
def chromium(homes):
    """Start the browser, in a home of its own and without a word to anybody else."""
    assert os.access(CHROMIUM, os.X_OK), f"{CHROMIUM} is missing: apt-get install chromium, as .ci/run does"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            headless=True,
            args=QUIET,
            env={"PATH": os.environ["PATH"], "HOME": str(homes[1])},
        )
        yield browser
        browser.close()


class Watched:
    """A browser's page, with whatever it asked for and whatever went wrong in it."""

    def __init__(self, page, service):
        self.page, self._service = page, service
        self.asked, self.complaints = [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.add_init_script(TELL)

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def strangers(self):
        """Give the addresses asked for that are not the service's."""
        ours = urlsplit(self._service)[:2]
        return [url for url in self.asked if urlsplit(url).scheme not in OWN and urlsplit(url)[:2] != ours]


@pytest.fixture
def watch(service, chromium):
    """Open pages on the service; in the end none may have asked elsewhere or complained."""
    opened = []

    def watch(**options):
        context = chromium.new_context(base_url=service, **options)
        context.set_default_timeout(PATIENCE)
        opened.append((context, Watched(context.new_page(), service)))
        return opened[-1][1]

    yield watch
    for context, _ in opened:
        context.close()
    assert opened
    for _, watched in opened:
        assert watched.asked
        assert watched.strangers() == []
        assert watched.complaints == []


@pytest.fixture
def shoot(tmp_path):
    """Take a picture of a page, into BROWSER_ARTEFACTS if that is set."""
    folder = Path(os.environ.get("BROWSER_ARTEFACTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return lambda page, name: page.screenshot(path=folder / f"{name}.png", full_page=True)
