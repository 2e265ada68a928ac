"""The pages of closing and publishing."""
