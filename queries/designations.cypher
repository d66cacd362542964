// title: Designations
// about: Who banned, outlawed or listed a group.
// param group: Group = null -- which
// returns: group, designated_by, stance, since, documents, statements
MATCH (g:Group)-[r:DESIGNATED_BY]->(x)
WHERE $group IS NULL OR g.id = $group
RETURN g.name AS group, x.name AS designated_by, r.stance AS stance, r.since AS since, r.documents AS documents, r.statements AS statements
ORDER BY group, designated_by
