"""gunicorn: two workers of threads; the master loads the rules before the fork, and again on SIGHUP."""

import os

from sla_service.app import on_reload, on_starting  # noqa: F401 - settings by their names

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("THREADS", "4"))
keepalive = 75
limit_request_line = 8190  # bytes, the most that gunicorn can hold: a GET may carry a whole due-date request
graceful_timeout = 20
preload_app = False  # the app would outlive a reload; the workers share the master's rules all the same
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms %({x-request-id}o)s"  # no query: it may name a dossier
control_socket_disable = True  # it would be written under HOME
