"""Training the bundled model: `python -m index.train`; nothing here runs when it is used."""
