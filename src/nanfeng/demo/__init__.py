"""Makes the synthetic records of a demonstration, as the spreadsheets that offices would send; only the `demo` command
imports it.
"""
