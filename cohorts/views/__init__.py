"""What trainees meet beside the issues: their activation, their contact book, their forgotten password."""
