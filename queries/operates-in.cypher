// title: Where groups operate
// about: Places where a group is said to be active, to shelter or to hold ground; general statements, not single events.
// param group: Group = null -- whose places; without it, all
// param factions: bool = true -- also the places of its factions
// returns: group, relation, place, kind, stance, contested, documents, statements
MATCH (g:Group)-[r:OPERATES_IN|SHELTERS_IN|CONTROLS]->(p:Place)
WHERE $group IS NULL OR g.id = $group OR ($factions = true AND EXISTS { MATCH (g)-[:FACTION_OF]->(u:Group) WHERE u.id = $group })
RETURN g.name AS group, type(r) AS relation, p.name AS place, p.kind AS kind, r.stance AS stance, r.contested AS contested, r.documents AS documents, r.statements AS statements
ORDER BY group, relation, place
