"""The HTML report: one file that needs nothing else. Templates, styles and script lie beside."""
