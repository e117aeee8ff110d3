"""A child's story: events written once and told in many ways, visits, what was said, copies given, the file read."""
