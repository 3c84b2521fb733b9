"""From results to what may be seen outside: redaction, disclosure control, approval, the ledger, the folder.

A table or a quote leaves the review through this room and by no other way. Its parts import each other, and
this page imports none of them, so that what needs one part loads no other's libraries.
"""
