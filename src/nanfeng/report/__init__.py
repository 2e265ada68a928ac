"""From a release to a report that can be published, in both languages. It computes no figure."""
