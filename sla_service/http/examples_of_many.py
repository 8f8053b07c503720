"""Named requests about many dossiers at once; the tests send each of them."""

from .examples import example

BATCH_EXAMPLES = {
    "one_good_one_bad": example(
        "Two receipts at Long An around the cutoff, and a third of an office that nobody knows",
        defaults={"authority": "long-an", "procedure": "business-registration"},
        items=[
            {"received_at": "2019-03-05T11:29:59+07:00"},
            {"received_at": "2019-03-05T11:30:00+07:00"},
            {"received_at": "2019-03-05T11:30:00+07:00", "authority": "nowhere"},
        ],
    ),
    "explained": example(
        "One receipt, explained",
        items=[
            {
                "received_at": "2024-03-14T16:30:00+07:00",
                "authority": "long-khanh-a",
                "field": "justice",
                "explain": True,
            }
        ],
    ),
}

ON_TIME_EXAMPLES = {
    "by_office": example(
        "Three dossiers due on Wednesday 11 March: one early, one late through a fault, one still running",
        dossiers=[
            {
                "received_at": "2026-03-06T10:00:00+07:00",
                "authority": "long-an",
                "term": {"amount": 3, "unit": "working_days"},
                "completed_at": "2026-03-10T16:00:00+07:00",
                "group": "Long An",
            },
            {
                "received_at": "2026-03-06T10:00:00+07:00",
                "authority": "vn",
                "term": {"amount": 3, "unit": "working_days"},
                "completed_at": "2026-03-12T09:00:00+07:00",
                "group": "Tây Ninh",
                "overdue_reason": "system_fault",
            },
            {
                "received_at": "2026-03-06T10:00:00+07:00",
                "authority": "vn",
                "term": {"amount": 3, "unit": "working_days"},
                "group": "Tây Ninh",
            },
        ],
        as_of="2026-03-11T17:30:00+07:00",
    ),
    "known_due_dates": example(
        "Only due dates are known: one dossier was returned on its due day, the other is overdue",
        dossiers=[
            {
                "received_at": "2026-03-06T10:00:00+07:00",
                "due_at": "2026-03-11T17:00:00+07:00",
                "completed_at": "2026-03-11T17:00:00+07:00",
            },
            {"received_at": "2026-03-06T10:00:00+07:00", "due_at": "2026-03-11T17:00:00+07:00"},
        ],
        as_of="2026-03-12T08:00:00+07:00",
    ),
}

_OLD_RULES = "sha256:" + 64 * "0"

RECALCULATION_EXAMPLES = {
    "unknown_day_off": example(
        "Counted by a reader who did not know that 24/11/2026 is off; the second dossier has not moved",
        dossiers=[
            {
                "request": {
                    "received_at": "2026-11-20T09:00:00+07:00",
                    "authority": "vn",
                    "term": {"amount": 2, "unit": "working_days"},
                },
                "due_at": "2026-11-24T17:00:00+07:00",
                "digest": _OLD_RULES,
            },
            {
                "request": {
                    "received_at": "2026-11-25T09:00:00+07:00",
                    "authority": "vn",
                    "term": {"amount": 2, "unit": "working_days"},
                },
                "due_at": "2026-11-27T17:00:00+07:00",
                "digest": _OLD_RULES,
            },
        ],
    ),
    "restarted_and_unknown": example(
        "The complete dossier came again after it was due; a second one is of an office that nobody knows",
        dossiers=[
            {
                "request": {
                    "received_at": "2026-03-06T10:00:00+07:00",
                    "authority": "vn",
                    "term": {"amount": 3, "unit": "working_days"},
                    "restarts": [{"at": "2026-03-12T09:00:00+07:00", "reason": "bổ sung hồ sơ"}],
                },
                "due_at": "2026-03-11T17:00:00+07:00",
                "digest": _OLD_RULES,
            },
            {
                "request": {"received_at": "2026-03-06T10:00:00+07:00", "authority": "nowhere"},
                "due_at": "2026-03-11T17:00:00+07:00",
                "digest": _OLD_RULES,
            },
        ],
    ),
}
