"""*Ghi nhận*: what the forms share, and a file a form."""
