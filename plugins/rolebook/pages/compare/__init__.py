"""Two roles in, what each holds, gives and says of the other, side by side, out."""
