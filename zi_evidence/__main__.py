"""`python -m zi_evidence` is the command."""

import sys

from zi_evidence.cli.entry import main

sys.exit(main())
