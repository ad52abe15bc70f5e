"""The command: ``python -m tests.benchmarks.nation FOLDER``. 30 million figures, or as told."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tests.benchmarks.nation.making import shown
from tests.benchmarks.nation.rows import Size


def main(
    folder: Annotated[Path, typer.Argument(help="The data folder to make.")],
    communes: Annotated[int, typer.Option(min=1)] = Size.communes,
    indicators: Annotated[int, typer.Option(min=1, max=99)] = Size.indicators,
    months: Annotated[int, typer.Option(min=1)] = Size.months,
) -> None:
    """Make a data folder with a made-up nation in it, ready to be served."""
    shown(folder, Size(communes, indicators, months), Console())


if __name__ == "__main__":
    typer.run(main)
