"""The site's own settings, and two more addresses: an empty view to compare with, and the CPU time used."""

from trainingsite.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
