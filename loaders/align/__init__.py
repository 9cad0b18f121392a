"""Two languages of one document laid side by side, so that what is said in both is said of the same things."""
