"""When is a citizen's result due? Vietnamese administrative time limits, counted and explained."""
