"""Understanding raw FRUS text: pure functions on strings, without any knowledge of readers or writers."""
