"""Training the bundled model: `python -m index.train`; needs torch, and nothing here runs in use."""
