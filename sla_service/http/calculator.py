"""The calculator: `/`, `/what-if` and `/year`, for whoever stands at the counter.

Every page is a form that is sent by GET and an answer below it: the address is the whole question, and no
script is needed.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.datastructures import MultiDict

from sla_service.wording import answers as sentences
from sla_service.wording import months
from sla_service.wording import pages as wording
from sla_service.wording.values import say, session, shorten

from . import questions
from .due_date_page import due_date_page
from .edge import rules_in_use, unless_unchanged
from .page_files import PAGES, guard, send_file
from .what_if_page import TOGGLE, toggled, what_if_page
from .year_page import year_page

blueprint = Blueprint("calculator", __name__, template_folder="pages")


@blueprint.get("/")
def show_due_date() -> Response:
    """Show a due date, and why."""
    return _show("due_date.html", questions.DUE_DATE, due_date_page)


@blueprint.get("/what-if")
def show_what_if() -> Response:
    """Show how a due date moves if days were off or worked; a click on a day leads on to the link of that."""
    day = request.args.get(TOGGLE)
    if day is not None:
        return cast("Response", redirect(toggled(request.args, day), 303))
    return _show("what_if.html", questions.WHAT_IF, what_if_page)


@blueprint.get("/year")
def show_year() -> Response:
    """Show an office's year."""
    return _show("year.html", questions.YEAR, year_page)


@blueprint.get("/<any('calculator.css', 'calculator.js', 'calculator.svg'):name>")
def send_asset(name: str) -> Response:
    """Send one of the files that the pages name."""
    return send_file(PAGES, name)


@blueprint.after_request
def bind(response: Response) -> Response:
    """Forbid the pages everything but this service, to which their forms are sent."""
    return guard(response, form_action="'self'")


def _show(template: str, here: str, make: Callable[[MultiDict[str, str]], dict[str, Any]]) -> Response:
    """Answer with a page, 200 also where it tells what is wrong: the page itself is what was asked for."""
    shown = make(request.args)
    language = shown["question"].language
    text = render_template(
        template,
        **shown,
        here=here,
        pages=questions,
        language=language,
        words=partial(wording.words, language=language),
        say=partial(say, language=language),
        shorten=shorten,
        wording=wording,
        months=months,
        opening=session,
        sentences=sentences,
        rules=rules_in_use(),
    )
    page = Response(text, content_type="text/html; charset=utf-8", headers={"Content-Language": language})
    return unless_unchanged(page)
