"""What is planted in the drafted demo: each structure from a stream of its own, in texts of its own lots.

A text's lot (0 to 1) is drawn once from its key. Plantings that replace texts or add to answers take ranges
of lots that do not overlap, so that adding a planting, or leaving one out, changes no text of another:

=========  =====================================================
lots       who may touch the text
=========  =====================================================
0.00-0.06  campaigns
0.06-0.10  filler answers
0.10-0.12  answers in the wrong box
0.12-0.18  personal details
=========  =====================================================

Practice models and references go only into texts that none of these owns.
"""

from heard.demo.plantings.campaigns import plant_campaigns
from heard.demo.plantings.details import plant_personal_details
from heard.demo.plantings.disorder import plant_disorder
from heard.demo.plantings.persons import plant_persons
from heard.demo.plantings.practice import plant_practice_models
from heard.demo.plantings.references import plant_references
from heard.demo.plantings.stray import plant_filler, plant_wrong_box

# Order is the order of writing only: rows are disordered last, when their texts are complete.
PLANTINGS = (
    plant_campaigns,
    plant_filler,
    plant_wrong_box,
    plant_personal_details,
    plant_practice_models,
    plant_references,
    plant_persons,
    plant_disorder,
)

__all__ = [
    "PLANTINGS",
    "plant_campaigns",
    "plant_disorder",
    "plant_filler",
    "plant_personal_details",
    "plant_persons",
    "plant_practice_models",
    "plant_references",
    "plant_wrong_box",
]
