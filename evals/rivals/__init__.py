"""Other systems beside this one: same passages, same vectors, same questions, one machine.

`python -m evals.rivals [--out DIR] [NAME …]` makes a virtual environment for each under `.bench/`,
runs it there in a process of its own, and writes a table and `rivals.json`.
"""
