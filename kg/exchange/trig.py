"""TriG by rdflib: SEM for events and roles, PROV-O from every edge to its statements and documents.

One named graph a document holds its statements; the default graph holds what follows from them. A relation or role is a
plain triple only if it is asserted and not contested; an allegation stands only as a reified edge with its stance, so
that no reader can take it for a fact. Ontology: schema/ontology/kg.ttl.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from kg.graph import Edge, Graph, Node, Value
from kg.schema import Schema

if TYPE_CHECKING:
    import rdflib

BASE = "urn:conflict-kg:"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
PROV = "http://www.w3.org/ns/prov#"
ROLES = {"ACTOR": "hasActor", "TARGET": "hasActor", "OCCURRED_IN": "hasPlace", "PART_OF": "subEventOf"}
SEM_CLASS = {"Event": "Event", "Place": "Place", "Group": "Actor", "Institution": "Actor", "Person": "Actor"}


def write(graph: Graph, schema: Schema, out: BinaryIO) -> None:
    """Deterministic: one serialised graph after another, each sorted by rdflib's Turtle serializer."""
    import rdflib

    documents = {n.id: n for n in graph.sorted_nodes() if n.label == "Document"}
    stated = {e.source: e.target for e in graph.sorted_edges() if e.kind == "STATED_IN"}
    parts: dict[str, rdflib.Graph] = {"": new_graph()} | {i: new_graph() for i in documents}
    for node in graph.sorted_nodes():
        describe(parts[stated.get(node.id, "")], node, schema)
    for edge in graph.sorted_edges():
        relate(parts[stated.get(edge.source, "")] if edge.kind in ("STATED_IN", "ABOUT") else parts[""], edge, schema)
    prefixes, body = split(parts[""].serialize(format="turtle"))
    out.write((prefixes + "\n" + body).encode())
    for i in documents:
        out.write(f"\n<{iri(i)}> {{\n{split(parts[i].serialize(format='turtle'))[1]}}}\n".encode())


def split(turtle: str) -> tuple[str, str]:
    """(prefix lines, the rest)"""
    lines = turtle.splitlines(keepends=True)
    prefixes = [line for line in lines if line.startswith("@prefix")]
    return "".join(prefixes), "".join(line for line in lines if not line.startswith("@prefix")).lstrip("\n")


def new_graph() -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in (
        ("kg", BASE + "ontology#"),
        ("sem", SEM),
        ("prov", PROV),
        ("rdf", str(rdflib.RDF)),
        ("rdfs", str(rdflib.RDFS)),
    ):
        graph.bind(prefix, namespace)
    graph.bind("xsd", str(rdflib.XSD))
    return graph


def iri(identifier: str) -> str:
    """Every id as an IRI; characters that IRIs forbid are percent-encoded."""
    return BASE + quote(identifier, safe=":/~@.-_")


def term(local: str) -> "rdflib.URIRef":
    import rdflib

    return rdflib.URIRef(BASE + "ontology#" + local)


def describe(graph: "rdflib.Graph", node: Node, schema: Schema) -> None:
    """A node's types, name and properties."""
    import rdflib

    subject = rdflib.URIRef(iri(node.id))
    graph.add((subject, rdflib.RDF.type, term(node.label)))
    graph.add((subject, rdflib.RDFS.label, rdflib.Literal(node.name)))
    if node.label in SEM_CLASS:
        graph.add((subject, rdflib.RDF.type, rdflib.URIRef(SEM + SEM_CLASS[node.label])))
    if node.label in ("Document", "Statement"):
        graph.add((subject, rdflib.RDF.type, rdflib.URIRef(PROV + "Entity")))
    literals(graph, subject, node.properties.items())
    if node.label == "Event":
        for key, name in (("date_start", "hasEarliestBeginTimeStamp"), ("date_end", "hasLatestEndTimeStamp")):
            if node.properties.get(key):
                graph.add((subject, rdflib.URIRef(SEM + name), rdflib.Literal(node.properties[key], datatype=rdflib.XSD.date)))
        type_ = next((t for t in schema.events.values() if t.name == node.properties.get("event_type")), None)
        if type_:
            graph.add((subject, rdflib.URIRef(SEM + "eventType"), term(type_.rdf.removeprefix("kg:"))))
    if node.label == "Statement" and node.properties.get("speaker"):
        graph.add((subject, rdflib.URIRef(SEM + "accordingTo"), rdflib.URIRef(iri(str(node.properties["speaker"])))))


def literals(graph: "rdflib.Graph", subject: "rdflib.URIRef", items: Iterable[tuple[str, Value]]) -> None:
    import rdflib

    for key, value in items:
        for single in value if isinstance(value, list) else [value]:
            if single is not None:
                graph.add((subject, term(key), rdflib.Literal(single)))


def relate(graph: "rdflib.Graph", edge: Edge, schema: Schema) -> None:
    """An edge: reified with its evidence; also as a plain triple where nothing speaks against it."""
    import rdflib

    source, target = rdflib.URIRef(iri(edge.source)), rdflib.URIRef(iri(edge.target))
    predicate = role(edge.kind, schema)
    if edge.kind == "STATED_IN":
        graph.add((source, rdflib.URIRef(PROV + "wasQuotedFrom"), target))
        return
    if edge.kind == "ABOUT":
        graph.add((source, term("about"), target))
        return
    if edge.properties.get("stance", "asserted") == "asserted" and not edge.properties.get("contested"):
        graph.add((source, predicate, target))
        if edge.kind in ROLES:
            graph.add((source, rdflib.URIRef(SEM + ROLES[edge.kind]), target))
    subject = rdflib.URIRef(iri(edge.id))
    graph.add((subject, rdflib.RDF.type, rdflib.RDF.Statement))
    graph.add((subject, rdflib.RDF.subject, source))
    graph.add((subject, rdflib.RDF.predicate, predicate))
    graph.add((subject, rdflib.RDF.object, target))
    statements: Value = edge.properties.get("statements")
    for statement in statements if isinstance(statements, list) else []:
        graph.add((subject, rdflib.URIRef(PROV + "wasDerivedFrom"), rdflib.URIRef(iri(str(statement)))))
    literals(graph, subject, [(k, v) for k, v in edge.properties.items() if k != "statements"])


def role(kind: str, schema: Schema) -> "rdflib.URIRef":
    """The predicate of an edge type: the schema's for relations, camelCase for the others."""
    relation = schema.relations.get(kind)
    if relation:
        return term(relation.rdf.removeprefix("kg:"))
    first, *rest = kind.lower().split("_")
    return term(first + "".join(word.title() for word in rest))
