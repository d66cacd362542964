// title: Leaders and members
// about: Who is said to lead, belong to or speak for a group or institution. Each is a statement with its speaker, not a fact about a person.
// param body: entity = null -- the group or institution
// returns: person, relation, body, stance, since, until, documents, statements
MATCH (p:Person)-[r:LEADS|MEMBER_OF]->(b)
WHERE $body IS NULL OR b.id = $body
RETURN p.name AS person, type(r) AS relation, b.name AS body, r.stance AS stance, r.since AS since, r.until AS until, r.documents AS documents, r.statements AS statements
ORDER BY body, relation, person
