"""Evals: how good retrieval and answers are, in numbers that anyone can reproduce."""
