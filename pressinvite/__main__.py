"""`python -m pressinvite`: the command line where the scripts' folder is not on the path."""

import sys

from pressinvite.cli import main

sys.exit(main())
