"""The steps of cleaning: one file each, named like the step; its ``make`` gives the `Step` for its settings.

The settings are in ``workbench.config.cleaning_steps``.
"""
