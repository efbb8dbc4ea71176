"""What surrounds every screen: language, style, menu, the filter kept in the address."""
