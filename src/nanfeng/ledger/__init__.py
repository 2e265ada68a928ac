"""Records that stay: the register, accepted batches, frozen vintages, their proof, comparison and reading."""
