"""The reports that the commune owes, as documents ready to sign.

`kinds` lists them, a record each. `request` says what is asked for, `facts` answers it from the contract's queries,
`contents` puts it into sentences and tables, `templates` (Word files, edited in Word) hold the words around them, `word`
fills these in, `made` hands out the files. `statistics` and `forms` are workbooks; `missing` says what the data lack.
"""
