"""Checking TEI: what the Office's editors look for by hand in every volume, rule by rule.

finding    what is wrong and where, and the edit that would mend it
rule       a rule: its code, what it says, how to mend what breaks it
tree       a part of a file as light nodes that know where they stand
units      a file as a stream of such parts, so that no volume is in memory as a whole
book       what has to be known of all parts: ids, references, numbers, pages
grammar    which elements and attributes stand where; checked as they come, and written as RELAX NG
checks/    a module for each subject: its rules and the functions that look for what breaks them
validate   all of it in one pass over a file
"""

from __future__ import annotations
