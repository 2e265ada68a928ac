"""The figures published together from one vintage and one pack: build, disclose, replay, compare."""
