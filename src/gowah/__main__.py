"""`python -m gowah`: the command line."""

from gowah.cli import main

if __name__ == "__main__":
    main()
