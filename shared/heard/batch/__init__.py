"""Batches: YAML that names workbooks and parameters, checked first, then run by papermill side by side.

Nothing is imported here: the process that executes one notebook loads only :mod:`heard.batch.execute`.
"""
