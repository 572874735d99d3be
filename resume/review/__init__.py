"""What the user is asked before drafting, what their answers become, and how single lines are decided on afterwards."""
