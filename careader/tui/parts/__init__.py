"""What commands ask for, done: each a part of the main screen, made when it is first used."""
