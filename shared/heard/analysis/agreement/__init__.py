"""Agreement between coders and raters."""
