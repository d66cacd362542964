"""pyvis' Network as the graph object, without its template: that one loads from CDNs and lets text become markup."""

from typing import Any

from pyvis.network import Network

from kg.views.assets import VIS_NETWORK, read_pyvis

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "multiselect": True,
        "tooltipDelay": 100,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


class Ids(list[str]):
    """pyvis asks `id in node_ids` for every node and edge; a list alone makes that quadratic."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._known.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


class PageNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """Nodes and edges for vis-network; the page itself is written by kg.views.page."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]

    def __init__(self) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.node_ids = Ids()
        self.options = OPTIONS

    def get_nodes(self) -> Ids:
        """The ids, with a quick `in`."""
        ids: Ids = self.node_ids
        return ids

    def generate_html(self, *_: object, **__: object) -> str:
        """Refused: pyvis' own page loads from the net and lets text become markup."""
        raise NotImplementedError("write the page with kg.views.write_view")

    @staticmethod
    def library() -> str:
        """The text of the vis-network build that pyvis ships."""
        return read_pyvis(VIS_NETWORK)
