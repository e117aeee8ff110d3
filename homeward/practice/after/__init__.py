"""What is agreed and seen on the way home and after it: family time, phases, visits, support, and what became of it.

Nothing here counts as well without somebody who saw it or was told; what nobody knows is "not known".
"""
