// title: Rivals of a group
// about: Groups that are said to be rivals or to fight each other.
// param group: Group = null -- whose rivals; without it, all pairs
// returns: group, rival, stance, contested, since, until, documents, statements
MATCH (a:Group)-[r:RIVAL_OF]->(b:Group)
WHERE $group IS NULL OR a.id = $group OR b.id = $group
RETURN a.name AS group, b.name AS rival, r.stance AS stance, r.contested AS contested, r.since AS since, r.until AS until, r.documents AS documents, r.statements AS statements
ORDER BY group, rival
