"""The process that does the jobs, as `nanfeng serve` starts it, in surroundings that are prepared already."""

import django

from nanfeng.web.operations.begin import reach

if __name__ == "__main__":
    django.setup()
    reach("jobs.worker.run_worker")()
