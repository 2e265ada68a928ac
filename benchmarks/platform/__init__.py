"""The pages of the platform beside bare Django views that ask the database the same."""
