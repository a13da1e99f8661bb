"""`python -m evals.gold [FILE]` checks a gold file; see `evals.validate`."""

from ..validate import main

if __name__ == "__main__":
    main()
