"""From the receipt to the moment the law counts from (Decree 61/2018/NĐ-CP art. 17(1)(c), 19(4))."""

from datetime import date, datetime

from .clock import ONE_DAY
from .errors import located
from .explanation import Facts, Moment, Reckoning
from .law import Citation
from .rules import OutsideHours, Receipt
from .timeline import Timeline

_DECREE_61, _DECREE_118 = date(2018, 6, 21), date(2025, 7, 1)


def admit(receipt: Receipt, timeline: Timeline, *, is_explained: bool) -> dict[OutsideHours, Reckoning]:
    """Admit a dossier, restarted or not, both ways: deemed received in office hours, and as it came.

    The last restart decides (art. 19(4)). Raises BeyondHorizon.
    """
    arrived = timeline.local(receipt.received_at)
    reckoning = Reckoning(Moment(arrived, arrived.date()), is_explained)
    reckoning = reckoning.move("received", reckoning.moment, lambda: {"channel": receipt.channel})
    path = "/received_at"
    for index, restart in sorted(enumerate(receipt.restarts), key=lambda pair: pair[1].at):
        at = timeline.local(restart.at)
        reason = {"reason": restart.reason}
        reckoning = reckoning.move(
            "restarted", Moment(at, at.date()), reason.copy, one_stop_decree(at, "Điều 19 khoản 4")
        )
        path = f"/restarts/{index}/at"
    with located(path):
        deemed = timeline.admit(reckoning.at)
    return {handling: _enter(reckoning, deemed, timeline, handling) for handling in OutsideHours}


def _enter(reckoning: Reckoning, deemed: Moment, timeline: Timeline, handling: OutsideHours) -> Reckoning:
    to = deemed if handling is OutsideHours.NEXT_OPENING else reckoning.moment

    def facts() -> Facts:
        return {
            "is_inside_hours": deemed.instant == reckoning.moment.instant,
            "outside_hours": handling,
            "skipped": timeline.days_off(reckoning.on, to.on - ONE_DAY),
        }

    return reckoning.move("admitted", to, facts, one_stop_decree(to.at, "Điều 17 khoản 1 điểm c"))


def one_stop_decree(at: datetime, article: str) -> tuple[Citation, ...]:
    """Cite the one-stop decree of that day.

    Nothing is known of the one before 2018-06-21. From 2025-07-01 its successor is in force, whose articles
    could not be read: the old rule is kept by default, and the new decree named unverified.
    """
    if at.date() < _DECREE_61:
        return ()
    if at.date() < _DECREE_118:
        return (Citation("Nghị định 61/2018/NĐ-CP", article, None, None, is_read=True),)
    kept = Citation("Nghị định 61/2018/NĐ-CP (hết hiệu lực từ 01/07/2025)", article, None, None, is_read=True)
    return (kept, Citation("Nghị định 118/2025/NĐ-CP", None, None, None, is_read=False))
