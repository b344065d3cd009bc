"""`python -m careader`: the same as `careader`."""

from careader.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
