"""Who the people behind printed names and offices are: by the volume's list, by a footnote, by a file of the user's.

Nothing is concluded from general knowledge: each name and address comes from the text or from the user.
"""
