import pytest

from alongside.sources.collectors.github.address import questions_at


@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("", "https://api.github.com/graphql"),
        ("https://api.github.com", "https://api.github.com/graphql"),
        ("https://github.com/", "https://api.github.com/graphql"),
        ("https://example.ghe.com", "https://api.example.ghe.com/graphql"),
        ("https://api.example.ghe.com", "https://api.example.ghe.com/graphql"),
        ("https://github.example.org", "https://github.example.org/api/graphql"),
        ("https://github.example.org/api/v3/", "https://github.example.org/api/graphql"),
        ("https://example.org/github/api/graphql", "https://example.org/github/api/graphql"),
        ("https://[", ""),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/api/graphql"),
    ],
)
def test_the_address_of_the_browser_leads_to_the_api(address: str, questions: str) -> None:
    assert questions_at(address) == questions
