"""How the tests over HTTP write a request and read an answer.

Office hours of every shipped office: 07:30 to 11:30 and 13:30 to 17:00, Monday to Friday.
"""

VN = {"authority": "vn"}


def term(amount, unit="working_days"):
    """Write a term as a request does."""
    return {"amount": amount, "unit": unit}


def local(text):
    """Write a clock time as an instant of Vietnam: `2026-03-06 16:00` or with seconds."""
    on, clock = text.split()
    return f"{on}T{clock if clock.count(':') == 2 else clock + ':00'}+07:00"


def codes(answer):
    """List the codes of the rules that were looked at."""
    return {item["id"]: item["why"]["code"] for item in answer["considered"]}
