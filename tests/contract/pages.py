"""Gets pages and takes them apart."""

from html.parser import HTMLParser

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """A page's elements in order, each with its attributes, the text within it and its language."""

    def __init__(self, text):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        element = {"tag": tag, "attrs": dict(attrs), "text": "", "in": tuple(self._open)}
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag

    def handle_data(self, data):
        for element in self._open:
            element["text"] += data

    def every(self, tag):
        """Give the elements of a kind."""
        return [element for element in self.elements if element["tag"] == tag]


def words(element):
    """Give an element's text with its spaces evened."""
    return " ".join(element["text"].split())


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
