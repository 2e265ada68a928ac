"""How gunicorn runs the platform; address and number of workers come from `nanfeng serve`.

Headers of a proxy are believed from the addresses in FORWARDED_ALLOW_IPS only (this machine, unless it says others).
"""

wsgi_app = "nanfeng.web.wsgi:application"
proc_name = "nanfeng"
worker_class = "gthread"
threads = 4

timeout = 60
graceful_timeout = 30
keepalive = 5
max_requests = 5_000  # a worker is replaced after so many, so that a leak of memory never grows large
max_requests_jitter = 500

limit_request_line = 4_094
limit_request_fields = 60
limit_request_field_size = 8_190

umask = 0o007  # of the socket file: the proxy's user is put into our group
control_socket_disable = True

errorlog = "-"
accesslog = "-"
logger_class = "nanfeng.web.operations.access_log.AccessLog"
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
