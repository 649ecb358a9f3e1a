"""The pattern of a postal code, which says what countries may have written it."""


def shape_of(code: str) -> str:
    """Letters as A, digits as 9: "LS6" is "AA9"."""
    return "".join("9" if char.isdigit() else "A" for char in code)
