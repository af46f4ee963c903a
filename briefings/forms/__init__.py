"""What editors send: the forms of the compose screen, of imports and of the steps of the workflow."""
