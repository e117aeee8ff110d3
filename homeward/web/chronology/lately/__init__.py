"""When children were last seen and last heard: on a child's page, and on the first page where it is long ago."""
