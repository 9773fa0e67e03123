"""``python -m service …``: the same as ``winnow …``."""

import sys

from service.cli import main

sys.exit(main())
