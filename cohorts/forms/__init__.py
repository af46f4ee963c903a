"""What organizers and trainees type, checked."""
