"""From files of many kinds to documents, one after the other, in constant memory; one file a format."""
