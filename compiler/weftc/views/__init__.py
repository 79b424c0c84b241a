"""What stages made of a program, as text beside the program."""
