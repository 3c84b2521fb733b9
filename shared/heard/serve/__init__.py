"""Servers for people without JupyterLab. Each serves one notebook and nothing else."""
