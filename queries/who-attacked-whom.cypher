// title: Who attacked whom
// about: Every pair of attacker and attacked, with the events it follows from. An alleged pair stays alleged.
// param group: entity = null -- as attacker or attacked; without it, all
// param since: date = null -- events on or after
// param until: date = null -- events on or before
// returns: attacker, attacked, stance, events, first, last, killed_low, killed_high, statements
MATCH (a)<-[x:ACTOR]-(e:Event)-[y:TARGET]->(b)
WHERE ($group IS NULL OR a.id = $group OR b.id = $group) AND e.is_sum = false AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
  AND EXISTS { MATCH (a)-[:ATTACKED]->(b) }
WITH a, b, e, CASE WHEN e.stance = 'asserted' AND x.stance = 'asserted' THEN 0 ELSE 1 END AS doubt, x.statements AS evidence
ORDER BY e.date_start, e.id
WITH a, b, min(doubt) AS doubt, count(e) AS events, min(e.date_start) AS first, max(e.date_end) AS last, count(e.killed_best) AS told, count(e.killed_low) AS low_told, sum(e.killed_low) AS lows, sum(CASE WHEN e.killed_best IS NOT NULL AND e.killed_high IS NULL THEN 1 ELSE 0 END) AS open, sum(e.killed_high) AS highs, collect(evidence) AS evidence
RETURN a.name AS attacker, b.name AS attacked, CASE doubt WHEN 0 THEN 'asserted' ELSE 'alleged' END AS stance, events AS events, first AS first, last AS last, CASE WHEN low_told = 0 THEN null ELSE lows END AS killed_low, CASE WHEN told = 0 OR open > 0 THEN null ELSE highs END AS killed_high, reduce(joined = [], s IN evidence | joined + s) AS statements
ORDER BY attacker, attacked
