"""Count kept due dates again: python3 recalculate.py [address of the service [file of what was kept]]."""

import json
import sys
from pathlib import Path
from urllib.request import Request, urlopen

service = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
# what was kept of each dossier when its slip was printed; then nobody knew that 24/11/2026 is a day off
term = {"amount": 2, "unit": "working_days"}
kept = [
    {
        "request": {"received_at": "2026-11-20T09:00:00+07:00", "authority": "vn", "term": term},
        "due_at": "2026-11-24T17:00:00+07:00",
        "rules": {"release": "0.0.1", "digest": "sha256:" + 64 * "0"},
    },
    {
        "request": {"received_at": "2026-11-25T09:00:00+07:00", "authority": "vn", "term": term},
        "due_at": "2026-11-27T17:00:00+07:00",
        "rules": {"release": "0.0.1", "digest": "sha256:" + 64 * "0"},
    },
]
if len(sys.argv) > 2:
    kept = json.loads(Path(sys.argv[2]).read_text("utf-8"))

with urlopen(f"{service}/health/ready") as response:
    rules = json.load(response)["rules"]
to_do = [dossier for dossier in kept if dossier["rules"] != rules]  # the others cannot have moved
dossiers = [
    {"request": dossier["request"], "due_at": dossier["due_at"], "digest": dossier["rules"]["digest"]}
    for dossier in to_do
]

request = Request(
    f"{service}/v1/recalculations",
    json.dumps({"dossiers": dossiers}).encode(),
    {"Content-Type": "application/json"},
)
with urlopen(request) as response:
    answer = json.load(response)

for dossier, result in zip(to_do, answer["results"], strict=True):
    if "problem" in result:
        print(dossier["due_at"], "?", result["problem"]["detail"])
    elif result["moved"]:
        print(dossier["due_at"], "->", result["due_at"], result["step"]["text"]["vi"])
