"""`python -m homeward.web` is `homeward-web`."""

from homeward.web.manage import main

main()
