"""`/docs`: the contract to try out in a browser, the guide and the errors, with nothing from outside."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

from flask import Blueprint, Response, redirect, render_template
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from sla_service.rulebook.place import shipped
from sla_service.wording.problems import PROBLEMS
from sla_service.wording.values import LANGUAGES

from .edge import language, unless_unchanged
from .guide import sections
from .page_files import PAGES, guard, send_file
from .problems import TYPE_PREFIX, status_of

_SWAGGER_UI = Path(str(files("flask_swagger_ui"))) / "dist"

_FOLDERS = {
    "docs.css": PAGES,
    "docs.js": PAGES,
    "favicon-32x32.png": _SWAGGER_UI,
    "swagger-ui-bundle.js": _SWAGGER_UI,
    "swagger-ui.css": _SWAGGER_UI,
}

blueprint = Blueprint("docs", __name__, url_prefix="/docs", template_folder="pages")
blueprint.after_request(guard)


@blueprint.get("")
def show_page() -> Response:
    """Show every operation, ready to be tried; relative addresses hold behind a proxy's prefix too."""
    return send_file(PAGES, "docs.html")


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


@blueprint.get("/changelog")
def send_changelog() -> Response:
    """Send what has changed, as the text that it is."""
    text = shipped("CHANGELOG.md").read_text("utf-8")
    return unless_unchanged(Response(text, content_type="text/plain; charset=utf-8"))


@blueprint.get("/<path:name>")
def send_asset(name: str) -> Response:
    """Send one of the files that the pages name; there is no other."""
    if name not in _FOLDERS:
        raise NotFound
    return send_file(_FOLDERS[name], name)


def _parts(template: str) -> Iterator[tuple[str, str | None]]:
    """Cut a message into stretches of words, each with the fact that follows it, if one does."""
    for words, fact, _, _ in Formatter().parse(template):
        yield words, fact
