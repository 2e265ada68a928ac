"""Reading plans: judged by what is published, once a day."""
