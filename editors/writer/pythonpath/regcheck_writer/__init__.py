"""regcheck in LibreOffice Writer."""
