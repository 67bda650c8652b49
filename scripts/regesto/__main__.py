"""`python -m regesto` is the command `regesto`."""

from regesto.cli import main

if __name__ == "__main__":
    main()
