// title: Factions of a group
// about: Which factions, wings and member groups there are, what they split from, and who says so.
// param group: Group = null -- the umbrella or the faction; without it, all
// returns: faction, relation, of, stance, contested, since, until, documents, statements
MATCH (f:Group)-[r:FACTION_OF|SPLIT_FROM]->(g:Group)
WHERE $group IS NULL OR g.id = $group OR f.id = $group
RETURN f.name AS faction, type(r) AS relation, g.name AS of, r.stance AS stance, r.contested AS contested, r.since AS since, r.until AS until, r.documents AS documents, r.statements AS statements
ORDER BY of, faction, relation
