"""`frusconv completion`."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script with which a shell completes frusconv.

    SHELL is bash (4.4 or newer), zsh or fish (3.4 or newer). Commands, options, their choices, ids of volumes and names
    of files are completed when the tab key is hit; the shell asks the program for them.

    \b
    Example:
      frusconv completion bash > ~/.local/share/bash-completion/completions/frusconv
      frusconv completion zsh > ~/.zfunc/_frusconv    # with fpath+=~/.zfunc before compinit in ~/.zshrc
      frusconv completion fish > ~/.config/fish/completions/frusconv.fish
    """
    from importlib.resources import files

    click.echo(files("frusconv").joinpath(f"completion/frusconv.{shell}").read_text(encoding="utf-8"), nl=False)
