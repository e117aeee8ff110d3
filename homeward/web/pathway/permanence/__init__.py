"""Where a child will grow up when living at home is not safe."""
