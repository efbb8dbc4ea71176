"""*Tài khoản*."""
