"""Commands about languages that need neither database nor site."""
