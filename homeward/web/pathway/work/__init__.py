"""Work on the pathway: tasks and their clocks, who took note of them, the manager's board, and how long steps take."""
