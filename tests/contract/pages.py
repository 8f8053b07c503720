"""Gets the pages under `/docs`."""

from markup import Page


def get(client, address, **headers):
    """Get an address and read it to the end."""
    with client.get(address, headers=headers, follow_redirects=address != "/docs/") as response:
        response.get_data()
    return response


def served(client, address):
    """Get a page and take it apart."""
    response = get(client, address)
    assert response.status_code == 200
    assert response.content_type == "text/html; charset=utf-8"
    return Page(response.text)
