// title: Accusations
// about: Who accuses whom. That the accusation is made is asserted; its content stands as an alleged relation of its own.
// param party: entity = null -- on either side
// returns: accuser, accused, denied_by, documents, statements
MATCH (a)-[r:ACCUSES]->(b)
WHERE $party IS NULL OR a.id = $party OR b.id = $party
RETURN a.name AS accuser, b.name AS accused, r.denied_by AS denied_by, r.documents AS documents, r.statements AS statements
ORDER BY accuser, accused
