"""`/docs`: the contract to try out in a browser, the guide and the errors, with nothing from outside."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

from flask import Blueprint, Response, redirect, render_template, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from sla_service.wording.problems import PROBLEMS
from sla_service.wording.values import LANGUAGES

from .edge import language, unless_unchanged
from .guide import sections
from .problems import TYPE_PREFIX, status_of

_PAGES = Path(__file__).parent / "pages"
_SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"

_FOLDERS = {
    "docs.css": _PAGES,
    "docs.js": _PAGES,
    "favicon-32x32.png": _SWAGGER_UI,
    "swagger-ui-bundle.js": _SWAGGER_UI,
    "swagger-ui.css": _SWAGGER_UI,
}

# told outright: what mimetypes guesses depends on the machine, and nosniff holds the browser to it
_TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".png": "image/png"}

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' data:",  # Swagger UI's stylesheet holds its arrows as data
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{kind} {sources}" for kind, sources in _POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

blueprint = Blueprint("docs", __name__, url_prefix="/docs", template_folder="pages")


@blueprint.get("")
def show_page() -> Response:
    """Show every operation, ready to be tried; relative addresses hold behind a proxy's prefix too."""
    return _file(_PAGES, "docs.html")


@blueprint.get("/")
def drop_slash() -> AnyResponse:
    """Lead to the page."""
    return redirect("../docs", 308)


@blueprint.get("/errors")
def show_errors() -> Response:
    """Show every error code with its status and its words."""
    page = Response(
        render_template(
            "errors.html",
            problems=PROBLEMS,
            languages=LANGUAGES,
            type_prefix=TYPE_PREFIX,
            status_of=status_of,
            parts_of=_parts,
        ),
        content_type="text/html; charset=utf-8",
    )
    return unless_unchanged(page)


@blueprint.get("/guide")
def show_guide() -> Response:
    """Show the guide, in the caller's language."""
    spoken = language()
    page = Response(
        render_template("guide.html", sections=sections(spoken), language=spoken),
        content_type="text/html; charset=utf-8",
    )
    page.vary.add("Accept-Language")
    return unless_unchanged(page)


@blueprint.get("/<path:name>")
def send_asset(name: str) -> Response:
    """Send one of the files that the pages name; there is no other."""
    if name not in _FOLDERS:
        raise NotFound
    return _file(_FOLDERS[name], name)


@blueprint.after_request
def guard(response: Response) -> Response:
    """Forbid the page everything but this service."""
    response.headers.update(_HEADERS)
    return response


def _file(folder: Path, name: str) -> Response:
    return send_from_directory(folder, name, mimetype=_TYPES[Path(name).suffix])


def _parts(template: str) -> Iterator[tuple[str, str | None]]:
    """Cut a message into stretches of words, each with the fact that follows it, if one does."""
    for words, fact, _, _ in Formatter().parse(template):
        yield words, fact
