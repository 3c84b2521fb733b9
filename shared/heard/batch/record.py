"""Write into a run's results what was run on what: the reading of the data, and the manifest."""

from heard.batch.model import Batch
