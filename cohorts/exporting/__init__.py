"""Rosters on their way out: which columns of whom, in which order, as a workbook or a page to print; all of it registered."""
