"""Jobs: long work in the background, with progress that pages show and that a killed worker does not lose."""
