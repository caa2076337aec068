"""Where both programs of the bundle begin."""

from workbench.__main__ import main

main()
