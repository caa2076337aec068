"""Learning-rate schedules: one file each, holding settings and formula."""

from workbench.config.registry import Registry
from workbench.config.schedule import Schedule

SCHEDULES: Registry[Schedule] = Registry(__name__, Schedule, "name")
