"""What is kept between runs to save time, under a key that hashes all it was made from: never stale.

Nothing is imported here, so that a workbook without topics does not load the engine that fits them.
"""
