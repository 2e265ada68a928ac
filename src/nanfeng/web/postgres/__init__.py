"""The PostgreSQL that comes with the platform: made, started and stopped in the home's folder; no Django here.

`programs` finds the binaries, `owner` the user of the operating system under which they run, `place` where the files
lie, `creation` makes a cluster, `server` starts and stops it, `cluster` is the door. `rights` judges any database that
the platform is given.
"""

from nanfeng.web.postgres.cluster import discard, ensure, running, stop, superuser_url
from nanfeng.web.postgres.programs import binaries
from nanfeng.web.postgres.rights import check_rights

__all__ = ["binaries", "check_rights", "discard", "ensure", "running", "stop", "superuser_url"]
