"""Lists on paper: a client's sheet as a page to print and as a PDF, and the QR codes on it."""
