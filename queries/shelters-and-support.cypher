// title: Shelter and support
// about: Where a group is said to shelter and who is said to back it, with who denies it.
// param group: Group = null -- which
// returns: group, relation, whom, stance, contested, denied_by, documents, statements
MATCH (g:Group)-[r:SHELTERS_IN|SUPPORTED_BY]->(x)
WHERE $group IS NULL OR g.id = $group
RETURN g.name AS group, type(r) AS relation, x.name AS whom, r.stance AS stance, r.contested AS contested, r.denied_by AS denied_by, r.documents AS documents, r.statements AS statements
ORDER BY group, relation, whom
