"""How the stages are wired: the map, the routes, the runner."""
