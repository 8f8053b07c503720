"""Ask when a result is due: python3 due_date.py [address of the service [moment of receipt]]."""

import json
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
received_at = sys.argv[2] if len(sys.argv) > 2 else "2019-03-05T11:29:59+07:00"
dossier = {"received_at": received_at, "authority": "long-an", "procedure": "business-registration"}
request = Request(
    f"{service}/v1/due-dates", json.dumps(dossier).encode(), {"Content-Type": "application/json"}
)

try:
    with urlopen(request) as response:
        answer = json.load(response)
except HTTPError as refused:
    sys.exit("\n".join(f"{fault['path']}: {fault['message']}" for fault in json.load(refused)["errors"]))

print(answer["due_at"])
print(answer["appointment_text"]["vi"])
print(answer["rules"]["digest"])  # keep it beside the due date
