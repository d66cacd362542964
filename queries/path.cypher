// title: Path between two entities
// about: A shortest chain of relations between two entities, with the stance of each step; places and events are not stepped through.
// param from: entity -- one end
// param to: entity -- the other end
// returns: steps, through, relations, stances, statements
MATCH (a:Group|Institution|Person|Place) WHERE a.id = $from
MATCH (b:Group|Institution|Person|Place) WHERE b.id = $to AND b.id <> a.id
MATCH p = shortestPath((a)-[:FACTION_OF|SPLIT_FROM|ALLIED_WITH|RIVAL_OF|SUPPORTED_BY|LEADS|MEMBER_OF|ATTACKED|ACCUSES|DESIGNATED_BY*..6]-(b))
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS through, [r IN relationships(p) | type(r)] AS relations, [r IN relationships(p) | r.stance] AS stances, reduce(joined = [], r IN relationships(p) | joined + r.statements) AS statements
