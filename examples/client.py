"""Ask through a client made by openapi-python-client; client_py.sh makes it and runs this."""

import sys
from datetime import datetime

from sla_service_client import Client
from sla_service_client.api.due_dates import find_due_date, find_due_dates
from sla_service_client.api.feeds import get_due_date_feed
from sla_service_client.models import Batch, BatchItem, BatchRequest, DueDate, DueDateRequest, Problem

client = Client(base_url=sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
dossier = DueDateRequest(
    received_at=datetime.fromisoformat("2019-03-05T11:29:59+07:00"),
    authority="long-an",
    procedure="business-registration",
)

due = find_due_date.sync(client=client, body=dossier)
if isinstance(due, DueDate) and due.due_at and due.appointment_text:
    print(due.due_at.isoformat(), due.appointment_text.vi)

later = BatchItem(received_at=datetime.fromisoformat("2019-03-05T11:30:00+07:00"), authority="long-an")
elsewhere = BatchItem(received_at=dossier.received_at, authority="nowhere")
common = BatchItem(procedure="business-registration")
batch = find_due_dates.sync(client=client, body=BatchRequest(items=[later, elsewhere], defaults=common))
if isinstance(batch, Batch):
    for result in batch.results:
        if isinstance(result.due_date, DueDate):
            print(result.index, result.due_date.due_on)
        elif isinstance(result.problem, Problem):
            print(result.index, result.problem.code)

dossier.authority = "nowhere"
refused = find_due_date.sync(client=client, body=dossier)
if isinstance(refused, Problem):
    print(refused.status, refused.errors[0].path, refused.code)

feed = get_due_date_feed.sync(
    client=client,
    received_at=datetime.fromisoformat("2026-03-06T17:00:00+07:00"),
    authority="vn",
    term='{"amount": 3, "unit": "working_days"}',  # objects and lists are JSON text
    reminders="[0.5]",
)
if isinstance(feed, str):
    print(*(line for line in feed.splitlines() if line.startswith(("DTSTART", "TRIGGER"))), sep="\n")
