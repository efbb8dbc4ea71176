"""*Nhập, xuất*."""
