"""Organisations: who is there, under which names, and what is known of them."""
