"""What is timed, against what: ``make bench`` runs all of it, ``python -m bench NAME`` one."""
