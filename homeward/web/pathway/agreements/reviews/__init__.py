"""Reviews of written agreements: how far goals were met, and what became of promises."""
