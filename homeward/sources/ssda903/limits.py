"""How much a return may hold before it is refused, so that no file can exhaust the machine."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 256 * MEGABYTE
"""The largest single file. England's whole Episodes of one year, all councils together, is under 30 MB."""

TOTAL_BYTES = 512 * MEGABYTE
"""The most that all files of one source may come to, unpacked."""

FILES = 500
"""The most files in one zip or one folder."""

ZIP_RATIO = 200
"""How many times larger a zip may become when unpacked; returns pack about ten to one."""

ZIP_RATIO_FROM_BYTES = 10 * MEGABYTE
"""Below this size a zip may pack as tightly as it likes."""

FOLDER_DEPTH = 5
"""How many folders deep a source is searched."""

CELL_CHARACTERS = 1_000
"""The longest cell; a row with a longer one is set aside."""

LINES_IN_ONE_CELL = 20
"""How many lines a quoted cell may run over before its quote counts as never closed."""

XML_DEPTH = 30
"""How deep the elements of an XML return may be nested; a return has four levels."""

XML_WITHOUT_CHILD = 50_000
"""How many rows of an XML return may wait for the id of their child before the file is refused."""

ROWS_AT_A_TIME = 20_000
"""How many rows of an XML return are held as text before they are packed into a frame."""
