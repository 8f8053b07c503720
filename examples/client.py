"""Ask through a client made by openapi-python-client; client_py.sh makes it and runs this."""

import sys
from datetime import datetime

from sla_service_client import Client
from sla_service_client.api.due_dates import find_due_date, find_due_dates
from sla_service_client.models import Batch, BatchRequest, DueDate, DueDateRequest, Problem

client = Client(base_url=sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
dossier = DueDateRequest(
    received_at=datetime.fromisoformat("2019-03-05T11:29:59+07:00"),
    authority="long-an",
    procedure="business-registration",
)

due = find_due_date.sync(client=client, body=dossier)
if isinstance(due, DueDate) and due.due_at and due.appointment_text:
    print(due.due_at.isoformat(), due.appointment_text.vi)

later = dossier.to_dict() | {"received_at": "2019-03-05T11:30:00+07:00"}
elsewhere = dossier.to_dict() | {"authority": "nowhere"}
batch = find_due_dates.sync(client=client, body=BatchRequest(items=[later, elsewhere]))
if isinstance(batch, Batch):
    for result in batch.results:
        if isinstance(result.due_date, DueDate):
            print(result.index, result.due_date.due_on)
        elif isinstance(result.problem, Problem):
            print(result.index, result.problem.code)

refused = find_due_date.sync(client=client, body=DueDateRequest.from_dict(elsewhere))
if isinstance(refused, Problem):
    print(refused.status, refused.errors[0].path, refused.code)
