"""Every sentence of a document that holds a number or a date, each held against its query.

A module of this package registers what documents of some kinds may say. `of` reads a document back, `judge` compares a
sentence with what the queries give; a number that no pattern knows is a fault.
"""
