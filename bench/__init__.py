"""Measures the product itself: python -m bench NAME [--json]. Every ratio is to a reference of the same run."""
