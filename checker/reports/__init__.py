"""Writers, one module a format. All are pure: a `Report` goes in, text or bytes come out."""
