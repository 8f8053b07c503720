"""Two sets of rules compared: what differs, and the first receipt of each procedure that falls due otherwise.

Counted by hand on the small rules. Its default office works Monday to Friday to 17:00; its ward only on
Monday, Tuesday and Friday, from 08:00 to 12:00, and receives on Saturday. A copy is due on the same day, and
a day later where it came after 15:00. Thursday 1 and Friday 2 January 2026 are off, Saturday 10 is worked.
"""

import shutil

import pytest
from breaking import CALENDAR, COPY, FRIDAY, NEWER, VN, WARD, WORKED, YEAR_2026, replace, write

from sla_service.core.rules import Channel
from sla_service.rulebook.compare import compare
from sla_service.rulebook.load import load
from sla_service.rulebook.reach import windows
from sla_service.rulebook.sides import side

JULY = """\
  - in_force: {from: "2026-07-01", until: null}
    term: {amount: 3, unit: working_days}
    citations:
      - {document: "Nghị định thử", article: "Điều 1", url: null, quote: null, read: true}
    checked: {on: "2026-11-22"}
  - in_force: {from: "2026-01-01", until: "2026-07-01"}
"""
TUESDAY = """\
id: ward.tuesday
model: no_appointment
title: {vi: "Thứ Ba không hẹn", en: "No-appointment Tuesday"}
versions:
  - in_force: {from: "2026-03-01", until: null}
    applies:
      offices: own
      days: "FREQ=WEEKLY;BYDAY=TU"
      on_days_off: lost
      fields: all
      procedures: [copy]
      channels: all
      except: []
    term: {amount: 1, unit: hours}
    citations:
      - {document: "Bài báo", article: null, url: null, quote: null, read: true}
examples:
  - why: "thứ Ba 03/03/2026 08:00 cộng 1 giờ là 09:00"
    procedure: copy
    received_at: "2026-03-03T08:00:00+07:00"
    due_at: "2026-03-03T09:00:00+07:00"
"""


@pytest.fixture
def other(folder, tmp_path):
    """Make a copy of the small folder, to be changed."""
    return shutil.copytree(folder, tmp_path / "other")


def compared(folder, other):
    """Compare two folders; give what differs in short, and each first receipt with its two due moments."""
    found = compare(load(folder), load(other))
    differences = [(str(one.what), one.id, str(one.on), str(one.change)) for one in found.differences]
    moves = [
        (move.procedure, move.authority, at(move.received_at), at(move.old), at(move.new))
        for move in found.moves
    ]
    return differences, moves


def at(moment):
    """Write an instant, or a moment, without its offset."""
    return moment and getattr(moment, "at", moment).isoformat().removesuffix("+07:00")


def test_comments_and_order_are_no_difference(folder, other):
    """The same rules with comments, keys and files in another order are the same rules."""
    replace(other, COPY, "id: copy\ntitle:", "# a comment\ntitle:")
    replace(other, COPY, "field: justice", "field: justice\nid: copy  # and another")
    found = compare(load(folder), load(other))
    assert found.is_same
    assert (found.differences, found.moves) == ((), ())


def test_swapped_saturday(folder, other):
    """Saturday 17 January is worked instead of Saturday 10 January.

    At the default office what came on Friday 9 January after 15:00 was due on that Saturday, and now is
    on Monday 12. At the ward what came that Friday after closing is received on Saturday and due at its
    close, at 12:00 as on a worked day; now the ward only receives on it, until 10:00.
    """
    replace(other, YEAR_2026, WORKED, 'on: "2026-01-17", weekday: sat')
    differences, moves = compared(folder, other)
    assert differences == [
        ("day", "small", "2026-01-10", "removed"),
        ("day", "small", "2026-01-17", "added"),
    ]
    assert moves == [
        ("copy", "ward", "2026-01-09T12:00:01", "2026-01-10T12:00:00", "2026-01-10T10:00:00"),
        ("copy", "vn", "2026-01-09T15:00:01", "2026-01-10T17:00:00", "2026-01-12T17:00:00"),
    ]


def test_term_amended_in_place(folder, other):
    """Two days instead of one after 15:00: Monday 5 January is the first working day of the version.

    Tuesday 6 becomes Wednesday 7 January. The ward closes before 15:00, so that nothing moves there.
    """
    replace(other, COPY, "otherwise: {amount: 1,", "otherwise: {amount: 2,")
    differences, moves = compared(folder, other)
    assert differences == [("version", "copy", "2026-01-01", "changed")]
    assert moves == [("copy", "vn", "2026-01-05T15:00:01", "2026-01-06T17:00:00", "2026-01-07T17:00:00")]


def test_term_amended_from_a_date(folder, other):
    """Three working days from Wednesday 1 July: also what came on Tuesday after closing counts from then.

    At the default office it was due on Wednesday itself, and now is on Monday 6 July, the third day. The ward
    opens again on Friday 3 July: it was due at its close, and now by the promise at the end of that day.
    """
    replace(other, COPY, f"  - {NEWER}\n", JULY)
    differences, moves = compared(folder, other)
    assert differences == [
        ("version", "copy", "2026-01-01", "changed"),
        ("version", "copy", "2026-07-01", "added"),
    ]
    assert moves == [
        ("copy", "ward", "2026-06-30T12:00:01", "2026-07-03T12:00:00", "2026-07-03T23:59:59"),
        ("copy", "vn", "2026-06-30T17:00:01", "2026-07-01T17:00:00", "2026-07-06T17:00:00"),
    ]


def test_new_promise(folder, other):
    """The ward promises an hour on Tuesdays from March on: on 3 March, for what came since Monday noon."""
    write(other, "authorities/ward/tuesday.yaml", TUESDAY)
    differences, moves = compared(folder, other)
    assert differences == [
        ("commitment", "ward.tuesday", "None", "added"),
        ("version", "ward.tuesday", "2026-03-01", "added"),
    ]
    assert moves == [("copy", "ward", "2026-03-02T12:00:01", "2026-03-03T12:00:00", "2026-03-03T09:00:00")]
    told = compare(load(folder), load(other)).differences[1].new
    assert told["due_time"] is None  # an hour runs by the clock: it ends at no closing
    assert told["outside_hours"] == "next_opening"
    back = compare(load(other), load(folder))
    assert {str(one.change) for one in back.differences} == {"removed"}
    assert [at(move.new) for move in back.moves] == ["2026-03-03T12:00:00"]


def test_promise_of_some_channels(folder, other):
    """Only by post: what came since Monday noon in person is due at the close as before."""
    write(other, "authorities/ward/tuesday.yaml", TUESDAY.replace("channels: all", "channels: [post]"))
    replace(
        other,
        "authorities/ward/tuesday.yaml",
        "    procedure: copy\n",
        "    procedure: copy\n    channel: post\n",
    )
    old, new = load(folder), load(other)
    (move,) = compare(old, new).moves
    assert (str(move.channel), at(move.received_at)) == ("post", "2026-03-02T12:00:01")
    pair = side(old, new, "copy", "ward"), side(new, old, "copy", "ward")
    searched = {channel for channel in Channel if windows(*(one.by(channel) for one in pair))}
    assert searched == {Channel.POST}


def test_removed_promise_that_never_decided(folder, other):
    """The ward's Friday promise ends with the day, the law at the close before: without it nothing moves."""
    (other / FRIDAY).unlink()
    differences, moves = compared(folder, other)
    assert differences == [
        ("commitment", "ward.friday", "None", "removed"),
        ("version", "ward.friday", "2026-01-01", "removed"),
    ]
    assert moves == []


def test_removed_procedure(folder, other):
    """Without the procedure no receipt of it is due, from the first day of the calendar on.

    1 January 2025 is off; Thursday 2 January is day 0 and Friday 3 January the one working day of then.
    """
    (other / COPY).unlink()
    differences, moves = compared(folder, other)
    assert ("procedure", "copy", "None", "removed") in differences
    due = "2025-01-03T17:00:00"
    assert moves == [("copy", office, "2025-01-01T00:00:00", due, None) for office in ("vn", "ward")]


def test_removed_office(folder, other):
    """Without the ward nothing is due there any more; at the default office nothing moves."""
    shutil.rmtree(other / "authorities" / "ward")
    differences, moves = compared(folder, other)
    assert ("authority", "ward", "None", "removed") in differences
    assert ("hours", "ward", "2026-01-01", "removed") in differences
    assert [move[:3] for move in moves] == [("copy", "ward", "2025-01-01T00:00:00")]
    assert [move[3:] for move in compared(other, folder)[1]] == [(None, "2025-01-03T17:00:00")]


def test_changed_hours_of_an_office(folder, other):
    """The ward closes on Fridays at 11:00: the first worked Friday is 9 January, since Tuesday noon."""
    replace(other, WARD, 'fri: [["08:00", "12:00"]]', 'fri: [["08:00", "11:00"]]')
    differences, moves = compared(folder, other)
    assert differences == [("hours", "ward", "2026-01-01", "changed")]
    assert moves == [("copy", "ward", "2026-01-06T12:00:01", "2026-01-09T12:00:00", "2026-01-09T11:00:00")]


def test_changed_hours_of_a_calendar(folder, other):
    """Fridays close at 16:00 everywhere but at the ward since 2026; it kept these hours in 2025.

    Friday 3 January 2025 is the first: due that day is what came from 1 January on.
    """
    replace(other, CALENDAR, 'fri: [["07:30", "11:30"], ["13:30", "17:00"]]', 'fri: [["07:30", "16:00"]]')
    differences, moves = compared(folder, other)
    assert differences == [("hours", "small", "0001-01-01", "changed")]
    first = ("2025-01-01T00:00:00", "2025-01-03T17:00:00", "2025-01-03T16:00:00")
    assert moves == [("copy", "vn", *first), ("copy", "ward", *first)]


def test_later_horizon(folder, other):
    """A calendar that knows more days tells more: the last copy of 2026 was due beyond it.

    Thursday 31 December 2026 after 15:00 is due on the next working day, which only the new calendar knows.
    """
    replace(other, CALENDAR, 'last: "2026-12-31"', 'last: "2027-01-31"')
    differences, moves = compared(folder, other)
    assert ("calendar", "small", "None", "changed") in differences
    found = {move[1]: move[2:4] for move in moves}
    assert found["vn"] == ("2026-12-31T15:00:01", None)


def test_citation_moves_nothing(folder, other):
    """Another source of a day and of a version is told, and moves nothing."""
    replace(other, YEAR_2026, "Thông báo 9441", "Thông báo 9442")
    replace(other, COPY, 'article: "Điều 7"', 'article: "Điều 8"')
    differences, moves = compared(folder, other)
    assert {one[0] for one in differences} == {"version", "day"}
    assert moves == []


def test_notes_are_no_difference_in_meaning(folder, other):
    """What an example says of its count changes the digest, and nothing else."""
    replace(other, COPY, "chưa phải sau 15 giờ", "vẫn chưa phải sau 15 giờ")
    found = compare(load(folder), load(other))
    assert not found.is_same
    assert (found.differences, found.moves) == ((), ())


def test_titles_parents_and_kinds_are_told(folder, other):
    """What an office is called, whose it is, and why a day is off are told."""
    replace(other, VN, "Default office", "Any office")
    replace(other, WARD, "parent: vn", "parent: null")
    replace(other, YEAR_2026, "weekday: thu, kind: holiday", "weekday: thu, kind: day_in_lieu")
    differences, moves = compared(folder, other)
    assert differences == [
        ("authority", "vn", "None", "changed"),
        ("authority", "ward", "None", "changed"),
        ("day", "small", "2026-01-01", "changed"),
    ]
    assert moves == []
