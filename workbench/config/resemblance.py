"""What makes two texts near copies of each other, for cleaning, leakage and the overview alike.

Both are made into sets of shingles (Broder 1997, "On the resemblance and containment of documents"); how they are made
is in ``workbench.data.resemblance``.
"""

SHINGLE = 5
"""Characters in a row that are one shingle: about a word of English, two or three of Chinese."""
SIMILAR = 0.8
"""Jaccard index of the two sets from which texts count as near copies."""
