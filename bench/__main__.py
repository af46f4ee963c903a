"""One benchmark a name: a table for people; with --json one object of figures on the last line."""

import argparse
import json
from importlib import import_module

NAMES = {
    "pages": "bench.pages",
    "saves": "bench.saves",
    "import": "bench.importing",
    "compose": "bench.composing",
    "roster": "bench.rostering",
}


def main():
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument(
        "--json", action="store_true", help="print the figures as one object on the last line"
    )
    arguments = parser.parse_args()
    module = import_module(NAMES[arguments.name])
    figures = module.measure()
    print(table(figures, module.FIGURES))
    if arguments.json:
        print(json.dumps(figures))


def table(figures, meanings):
    """The figures with what they mean, one a line."""
    return "\n".join(f"{name:24}{shown(value):>12}  {meanings[name]}" for name, value in figures.items())


def shown(value):
    return "—" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value}"


if __name__ == "__main__":
    main()
