"""A city as data: all of its definitions together, loaded and checked."""
