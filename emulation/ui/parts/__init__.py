"""What any screen may use: the session, names, tables, fields, small pieces of HTML and figures."""
