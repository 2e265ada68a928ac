"""Mails: written into the database with what they tell of, and handed over by the worker, each once."""
