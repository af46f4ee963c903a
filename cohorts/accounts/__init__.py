"""How trainees come by their accounts: names, codes, slips."""
