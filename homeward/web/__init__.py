"""The pages people work on: the only room with a database, a request and a clock."""
