"""The services that texts give people a right to ask for, as sheets for catalogues of services."""
