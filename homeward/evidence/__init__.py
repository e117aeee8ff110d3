"""What research found and what is published, each with its source, its cohort or period, and its cautions."""
