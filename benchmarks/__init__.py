"""Measures the program against its budgets: run one with `python -m benchmarks.<name>`."""
