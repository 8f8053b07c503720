"""What can be wrong with a question, as codes and facts; no prose and no HTTP status here.

SlaError
├── InvalidTerm        a term that means nothing
├── InvalidCalendar    a calendar nobody could work by
├── BeyondHorizon      the count leaves the calendar
├── NotApplicable      the rules give no answer to this question
├── UnknownId          an id nobody has heard of
└── InvalidEvent       an event of the dossier's life that cannot have happened so

What is wrong with a body, a query or a text is told by children of SlaError at the edge.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self


class SlaError(Exception):
    """A question that has no answer.

    `code` never changes once published; `path` is a JSON Pointer into the request ("" where the thrower
    does not know it); `facts` are the values that the sentence about it names.
    """

    def __init__(self, code: str, path: str = "", **facts: Any) -> None:
        super().__init__(code, path, facts)
        self.code = code
        self.path = path
        self.facts = facts

    def at(self, path: str) -> Self:
        """Tell the same error of another place in the request."""
        return type(self)(self.code, path, **self.facts)


@contextmanager
def located(path: str) -> Iterator[None]:
    """Tell whatever is wrong within as of that place in the request, or of its own place below it."""
    try:
        yield
    except SlaError as error:
        raise error.at(path + error.path) from None


class InvalidTerm(SlaError):
    """The amount does not suit its unit; the code says why."""


class InvalidCalendar(SlaError):
    """An inline calendar that contradicts itself or in which nobody works."""


class BeyondHorizon(SlaError):
    """The answer would lie outside the days that the calendar knows, from `first` to `last`."""

    def __init__(self, code: str = "beyond_horizon", path: str = "", **facts: Any) -> None:
        super().__init__(code, path, **facts)


class NotApplicable(SlaError):
    """The rules in force give no answer, or two that exclude each other."""


class UnknownId(SlaError):
    """No such authority, procedure, field or calendar among the loaded rules."""


class InvalidEvent(SlaError):
    """An event that contradicts the receipt or another event."""
