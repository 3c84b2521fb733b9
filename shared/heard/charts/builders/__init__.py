"""The builders, one kind of chart a file; reach them through :mod:`heard.charts`."""
