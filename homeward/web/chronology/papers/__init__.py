"""Long chronologies on paper: asked for on a page, made by a job, fetched by the one who asked, thrown away."""
