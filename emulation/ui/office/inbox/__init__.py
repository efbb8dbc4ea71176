"""*Mới từ các đơn vị*."""
