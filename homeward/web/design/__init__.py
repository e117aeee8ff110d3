"""How every page looks: our style sheet, page frame and form fields."""
