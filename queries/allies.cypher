// title: Allies, direct and through others
// about: Groups allied with a group, directly (steps 1) or by way of allies and factions (steps 2 or 3).
// param group: Group -- whose allies
// param steps: int = 2 -- 1 for direct allies only, 3 at the most
// returns: ally, steps, through, stance, contested, statements
MATCH (a:Group {id: $group})
MATCH p = (a)-[:ALLIED_WITH|FACTION_OF*1..3]-(b:Group)
WHERE a.id <> b.id AND length(p) <= $steps AND any(r IN relationships(p) WHERE type(r) = 'ALLIED_WITH')
WITH b, p, length(p) AS steps
ORDER BY steps
WITH b, head(collect(p)) AS best
RETURN b.name AS ally, length(best) AS steps, [n IN nodes(best) | n.name] AS through, CASE WHEN any(r IN relationships(best) WHERE r.stance <> 'asserted') THEN 'alleged' ELSE 'asserted' END AS stance, any(r IN relationships(best) WHERE r.contested = true) AS contested, reduce(joined = [], r IN relationships(best) | joined + r.statements) AS statements
ORDER BY steps, ally
