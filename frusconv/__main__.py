"""`python -m frusconv`."""

from frusconv.cli import main

if __name__ == "__main__":
    main()
