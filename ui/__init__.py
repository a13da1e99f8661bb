"""Ui: the command line and the chat page."""
