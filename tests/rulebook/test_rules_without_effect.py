"""Rules that could have no effect are refused; those that matter only now and then are not."""

import pytest
from breaking import CALENDAR, COPY, FRIDAY, MARK, WARD, YEAR_2025, YEAR_2026, replace, told

from sla_service.rulebook.load import load

RRULE = 'days: "FREQ=WEEKLY;BYDAY=FR"'
NEWER = 'in_force: {from: "2026-01-01", until: null}'
TERM = "    term: {amount: 0, unit: working_days}\n    due_time: end_of_day\n"
EXAMPLE = """  - why: "thứ Sáu 13/03/2026 trong giờ; trả trong ngày"
    field: justice
    received_at: "2026-03-13T09:00:00+07:00"
    due_at: "2026-03-13T23:59:59+07:00"
"""
ANY_EXAMPLE = """  - why: "thứ Ba 10/03/2026 không phải ngày của cam kết"
    procedure: copy
    received_at: "2026-03-10T09:00:00+07:00"
    service_day: false
"""
CUTOFF = 'cutoff: {not_after: "15:00"'
# the promise is the ward's: open from 08:00 to 12:00 on Monday, Tuesday and Friday
WARD_CUTOFF = "    due_time: end_of_day\n"


def any_example(folder):
    """Replace the promise's example by one that holds whatever its days and term."""
    replace(folder, FRIDAY, EXAMPLE, ANY_EXAMPLE)


def refused_for(folder, code):
    """Tell where a code is among the faults."""
    return [fault[:4] for fault in told(folder) if fault[4] == code]


@pytest.mark.parametrize(
    "days",
    [
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25",  # Friday 2026-12-25, once
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=MONTHLY;BYDAY=-1MO",
        "FREQ=YEARLY;BYDAY=53TH,10MO",  # the tenth Monday, 2026-03-09
        "FREQ=WEEKLY;BYDAY=SU,MO",  # Sundays are lost, Mondays are not
        "FREQ=DAILY;INTERVAL=364",  # 2026-01-01 is off, Thursday 2026-12-31 closed at the ward, see below
    ],
)
def test_days_that_come_at_least_once_are_taken(folder, days):
    """Days of which one is worked are taken, also if all others are lost."""
    any_example(folder)
    replace(folder, FRIDAY, RRULE, f'days: "{days}"')
    if "INTERVAL=364" in days:
        replace(folder, FRIDAY, "offices: own", "offices: own_and_below")
        assert refused_for(folder, "days_always_off") == [(FRIDAY, 8, 7, "versions.0.applies.days")]
    else:
        load(folder)


def test_days_are_judged_at_every_office_that_is_bound(folder):
    """Thursdays are never worked at the ward, but a promise of vn that binds below is kept at vn itself."""
    any_example(folder)
    line, column = replace(folder, FRIDAY, RRULE, f'{MARK}days: "FREQ=WEEKLY;BYDAY=TH"')
    assert refused_for(folder, "days_always_off") == [(FRIDAY, line, column, "versions.0.applies.days")]
    text = (folder / FRIDAY).read_text("utf-8").replace("id: ward.friday", "id: vn.friday")
    (folder / FRIDAY).rename(folder / "authorities/vn/friday.yaml").write_text(
        text.replace("offices: own", "offices: own_and_below"), "utf-8"
    )
    load(folder)


def test_days_beyond_the_calendar_are_not_judged(folder):
    """A version that begins after the calendar ends is not refused for days that no calendar knows."""
    any_example(folder)
    replace(folder, FRIDAY, NEWER, 'in_force: {from: "2027-01-01", until: null}')
    replace(folder, FRIDAY, RRULE, 'days: "FREQ=WEEKLY;BYDAY=SU"')
    load(folder)


@pytest.mark.parametrize(
    "cutoff", ['not_after: "07:30"', 'before: "17:00"', 'before: "12:30"', 'not_after: "17:00"']
)
def test_cutoff_at_the_edge_of_office_hours_is_taken(folder, cutoff):
    """A cutoff at the opening, at lunch or at the closing divides receipts: 07:30 is that of the night."""
    replace(folder, COPY, CUTOFF, f"cutoff: {{{cutoff}")
    replace(
        folder, COPY, 'received_at: "2026-03-10T15:00:00+07:00"', 'received_at: "2026-03-10T07:30:00+07:00"'
    )
    load(folder)


@pytest.mark.parametrize(
    "cutoff", ['before: "07:30"', 'not_after: "07:29:59"', 'not_after: "17:00:01"', 'before: "17:00:02"']
)
def test_cutoff_when_no_office_is_open_is_refused(folder, cutoff):
    """A second before the opening nobody is in time, a second after the closing nobody is late."""
    line, column = replace(folder, COPY, CUTOFF, f"{MARK}cutoff: {{{cutoff}")
    assert refused_for(folder, "cutoff_outside_hours") == [(COPY, line, column, "versions.0.cutoff")]


def test_cutoff_of_a_promise_is_judged_at_its_own_office(folder):
    """15:00 is within the hours of vn, but the ward closes at 12:00."""
    replace(folder, FRIDAY, WARD_CUTOFF, f'{WARD_CUTOFF}    cutoff: {{before: "12:00"}}\n')
    load(folder)
    line, column = replace(folder, FRIDAY, 'cutoff: {before: "12:00"}', f'{MARK}cutoff: {{before: "15:00"}}')
    assert refused_for(folder, "cutoff_outside_hours") == [(FRIDAY, line, column, "versions.0.cutoff")]


def test_cutoff_at_night_is_taken_where_the_moment_itself_counts(folder):
    """A rule that counts a receipt outside hours from its own moment may cut off at 20:00."""
    replace(folder, COPY, CUTOFF, 'outside_hours: same_day\n    cutoff: {not_after: "20:00"')
    load(folder)


def promise(folder, term, procedures="[copy]"):
    """Make the ward's promise one of every day for some procedures."""
    any_example(folder)
    replace(folder, FRIDAY, f"      {RRULE}\n      on_days_off: lost\n", "")
    replace(folder, FRIDAY, "procedures: all", f"procedures: {procedures}")
    return replace(folder, FRIDAY, TERM, f"    {MARK}{term}\n")


# copy is due the same day by 15:00, and the ward closes at 12:00; so in law always at 12:00 of the day itself
NEVER = {
    "the same": "term: {amount: 0, unit: working_days}",
    "later on the day": "term: {amount: 0, unit: working_days}\n    due_time: end_of_day",
    "a day later": "term: {amount: 1, unit: working_days}",
    "five hours of the clock": "term: {amount: 5, unit: hours}",
    "a week": "term: {amount: 1, unit: weeks}",
}
AT_TIMES = {
    "an hour, unless it comes after 11:00": "term: {amount: 1, unit: hours}",
    "four hours but a minute, for a receipt at 08:00": "term: {amount: 239, unit: minutes}",
    "noon is later, but eleven is not": 'term: {amount: 0, unit: working_days}\n    due_time: "11:00"',
}


@pytest.mark.parametrize("term", NEVER.values(), ids=NEVER)
def test_promise_that_is_never_earlier_than_the_law_is_refused(folder, term):
    """A promise for one procedure that could never shorten its term is refused at its term."""
    line, column = promise(folder, term)
    assert refused_for(folder, "promise_never_earlier") == [(FRIDAY, line, column, "versions.0.term")]


@pytest.mark.parametrize("term", AT_TIMES.values(), ids=AT_TIMES)
def test_promise_that_is_at_times_earlier_is_taken(folder, term):
    """A promise that is earlier for a single receipt of the day is taken."""
    promise(folder, term)
    load(folder)


def test_promise_that_helps_one_of_its_procedures_is_taken(folder):
    """A promise of two days for copy and permit can matter for permit, of which the law says nothing."""
    promise(folder, "term: {amount: 2, unit: working_days}", "[copy, permit]")
    replace(folder, FRIDAY, "        - procedure: permit", "        - procedure: copy")
    replace(folder, FRIDAY, "fields: [justice]", "fields: all")
    load(folder)


def test_promise_for_whole_fields_is_taken(folder):
    """A promise for all procedures of a field can matter for a term that the caller brings without one."""
    promise(folder, "term: {amount: 9, unit: working_days}", "all")
    load(folder)


def test_promise_before_the_law_began_is_taken(folder):
    """Where the law comes into force later than the promise, the promise alone speaks until then."""
    promise(folder, "term: {amount: 2, unit: working_days}")
    replace(
        folder,
        COPY,
        'in_force: {from: "2025-01-01", until: "2026-01-01"}',
        'in_force: {from: "2025-01-01", until: "2025-12-01"}',
    )
    replace(folder, COPY, NEWER, 'in_force: {from: "2026-02-01", until: null, gap_before: true}')
    load(folder)


def from_2010(folder, term):
    """Let the calendar, the law's one working day and a promise begin in 2010, the law of today in 2026."""
    promise(folder, term)
    replace(folder, CALENDAR, 'first: "2025-01-01"', 'first: "2010-01-01"')
    replace(folder, COPY, 'in_force: {from: "2025-01-01"', 'in_force: {from: "2010-01-01"')
    replace(folder, FRIDAY, NEWER, 'in_force: {from: "2010-01-01", until: null}')
    replace(
        folder, COPY, 'cutoff: {not_after: "15:00", otherwise: {amount: 1, unit: working_days}}\n    ', ""
    )


def test_promise_is_judged_again_when_the_law_turns(folder):
    """Three working days are later than one from 2010 to 2025, and earlier than ten from 2026 on.

    By hand, without any day off in March: ten working days from Tuesday 10/03/2026 end on Tuesday 24/03;
    of the ward, which opens on Monday, Tuesday and Friday, three end on Tuesday 17/03.
    """
    from_2010(folder, "term: {amount: 3, unit: working_days}")
    assert refused_for(folder, "promise_never_earlier") != []
    replace(folder, COPY, "term: {amount: 0, unit: working_days}", "term: {amount: 10, unit: working_days}")
    replace(folder, COPY, 'due_at: "2026-03-10T', 'due_at: "2026-03-24T')
    replace(folder, FRIDAY, "    service_day: false\n", '    due_at: "2026-03-17T12:00:00+07:00"\n')
    load(folder)


def test_promise_is_judged_again_when_the_office_hours_turn(folder):
    """Five hours from 08:00 are later than the close at 12:00, and from 07:30 earlier than that at 17:00."""
    from_2010(folder, "term: {amount: 5, unit: hours}")
    replace(folder, COPY, "term: {amount: 1, unit: working_days}", "term: {amount: 0, unit: working_days}")
    replace(folder, WARD, NEWER, 'in_force: {from: "2010-01-01", until: null}')
    assert refused_for(folder, "promise_never_earlier") != []
    replace(folder, WARD, "until: null", 'until: "2026-07-01"')
    load(folder)


def test_days_that_differ_only_around_a_day_off_are_told_apart(folder):
    """Seven days and five working days end on one date, but for a day off between: then seven are earlier.

    The ward keeps the calendar's hours here. In 2026 the only days off are 1 and 2 January, before the first
    receipt that counts, on Monday 5 January; a day off in June makes the difference.
    """
    replace(
        folder,
        WARD,
        'in_force: {from: "2026-01-01", until: null}',
        'in_force: {from: "2026-12-31", until: null}',
    )
    promise(folder, "term: {amount: 7, unit: days}")
    replace(
        folder, COPY, 'cutoff: {not_after: "15:00", otherwise: {amount: 1, unit: working_days}}\n    ', ""
    )
    replace(folder, COPY, "term: {amount: 0, unit: working_days}", "term: {amount: 5, unit: working_days}")
    replace(folder, COPY, 'due_at: "2026-03-10T', 'due_at: "2026-03-17T')
    replace(folder, FRIDAY, "    service_day: false\n", '    due_at: "2026-03-17T17:00:00+07:00"\n')
    assert refused_for(folder, "promise_never_earlier") != []
    swap = 'on: "2026-01-02", weekday: fri'
    replace(folder, YEAR_2026, swap, 'on: "2026-06-05", weekday: fri')
    replace(folder, YEAR_2026, 'instead_of: "2026-01-02"', 'instead_of: "2026-06-05"')
    load(folder)


def test_other_half_of_a_swap_may_stand_in_another_file(folder):
    """The day worked for 2026-01-02 may stand in the file of 2025, as 27/12/2014 does in that of 2015."""
    source = (folder / YEAR_2026).read_text("utf-8")
    day = next(line for line in source.splitlines() if "instead_of" in line)
    (folder / YEAR_2026).write_text(source.replace(f"working_days:\n{day}\n", "working_days: []\n"), "utf-8")
    with (folder / YEAR_2025).open("a", encoding="utf-8") as file:
        file.write(f"{day}\n")
    load(folder)


def test_day_worked_for_one_before_the_calendar_is_taken(folder):
    """No file tells of 2024, before the calendar begins; a day may be worked for one of its days."""
    replace(folder, YEAR_2025, "kind: swapped_off", "kind: holiday")
    replace(folder, YEAR_2025, 'instead_of: "2025-05-02"', 'instead_of: "2024-12-31"')
    load(folder)


def test_halves_of_a_swap_are_not_sought_in_a_broken_file(folder):
    """Where the file of one half is broken, that is told and nothing else."""
    replace(folder, YEAR_2025, "status: published", "status: done")
    assert told(folder) == [(YEAR_2025, 2, 1, "status", "not_one_of")]
