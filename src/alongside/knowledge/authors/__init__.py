"""Who the authors of histories are: which of them are one, what each is called, and what they did under one key."""
