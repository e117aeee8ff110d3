"""How safe a return would be: two people classify apart, then agree or write down how they differ."""
