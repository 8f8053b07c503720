"""The floor: an empty Flask route, to be served under the same gunicorn settings."""

from flask import Flask

app = Flask(__name__)


@app.post("/floor")
def floor() -> str:
    return "{}"
