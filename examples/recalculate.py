"""Count kept due dates again, by the rules of today: python3 recalculate.py [address of the service]."""

import json
import sys
from urllib.request import Request, urlopen

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
# what was kept of each dossier when its slip was printed; then nobody knew that 24/11/2026 is a day off
term = {"amount": 2, "unit": "working_days"}
kept = [
    {
        "request": {"received_at": "2026-11-20T09:00:00+07:00", "authority": "vn", "term": term},
        "due_at": "2026-11-24T17:00:00+07:00",
        "digest": "sha256:" + 64 * "0",
    },
    {
        "request": {"received_at": "2026-11-25T09:00:00+07:00", "authority": "vn", "term": term},
        "due_at": "2026-11-27T17:00:00+07:00",
        "digest": "sha256:" + 64 * "0",
    },
]

with urlopen(f"{service}/health/ready") as response:
    digest = json.load(response)["rules"]["digest"]
to_do = [dossier for dossier in kept if dossier["digest"] != digest]  # the others cannot have moved

request = Request(
    f"{service}/v1/recalculations",
    json.dumps({"dossiers": to_do}).encode(),
    {"Content-Type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)

for dossier, result in zip(to_do, answer["results"], strict=True):
    if "problem" in result:
        print(dossier["due_at"], "?", result["problem"]["detail"])
    elif result["moved"]:
        print(dossier["due_at"], "->", result["due_at"], result["step"]["text"]["vi"])
