"""Codings in and out: spreadsheets for people without any tool; projects of NVivo, MAXQDA, ATLAS.ti."""
