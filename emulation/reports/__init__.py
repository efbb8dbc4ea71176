"""The reports that the commune owes, as documents ready to sign.

`request` says what is asked for, `facts` answers it from the contract's queries, `contents` puts it into sentences and
tables, `templates` hold the words around them, `word` fills these in, `making` hands out files. `drafting` draws the
templates; `statistics` and `forms` are workbooks; `missing` says what the data lack.
"""
