"""Pages taken apart: their elements in order, whatever a browser would make of them."""

from html.parser import HTMLParser

VOID = {"br", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """A page's elements in order, each with its attributes, the text within it and its language."""

    def __init__(self, text):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(text)
        self.close()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

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


def within(page, id_):
    """Give the elements inside the one of an id, and that one first."""
    [around] = [element for element in page.elements if element["attrs"].get("id") == id_]
    return [around, *(element for element in page.elements if around in element["in"])]


def texts(elements, tag, **attrs):
    """Give the words of the elements of a kind that have these attributes; `class_` one class of several."""
    class_ = attrs.pop("class_", None)
    return [
        words(element)
        for element in elements
        if element["tag"] == tag
        and all(element["attrs"].get(name) == value for name, value in attrs.items())
        and (class_ is None or class_ in element["attrs"].get("class", "").split())
    ]
