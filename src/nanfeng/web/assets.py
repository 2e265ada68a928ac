"""Scripts, styles and pictures under names that change with their contents, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Names carry a digest once the files were collected (`nanfeng serve` does it); before that they are plain."""

    def stored_name(self, name: str) -> str:
        """The name with its digest, or as it is where the file was not collected: a page never fails for that."""
        return super().stored_name(name) if self.hash_key(name) in self.hashed_files else name
