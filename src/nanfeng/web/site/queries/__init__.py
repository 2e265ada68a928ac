"""Every read of the public site: of what is published, and nothing else."""
