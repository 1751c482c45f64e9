"""`python -m pressinvite`: the command line where the scripts' folder is not on the path."""

from pressinvite.cli import run

run()
