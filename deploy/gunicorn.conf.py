"""gunicorn: two workers of threads, one load of the rules before the fork."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("THREADS", "4"))
keepalive = 75
graceful_timeout = 20
preload_app = True  # broken rules stop the start, and the workers share one copy of the good ones
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms %({x-request-id}o)s"  # no query: it may name a dossier
control_socket_disable = True  # it would be written under HOME
