"""Commands on scans."""
