"""What is asked in an assessment: factors in our own words, each with the research that gives it its place."""
