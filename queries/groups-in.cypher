// title: Groups in a place and all below it
// about: Which groups operate, shelter, hold ground or took part in events in a place or any place inside it.
// param place: Place -- the place
// returns: group, how, place, stance, count, statements
CALL {
  MATCH (g:Group)-[r:OPERATES_IN|SHELTERS_IN|CONTROLS]->(p:Place)-[:LOCATED_IN*0..6]->(q:Place)
  WHERE q.id = $place
  WITH DISTINCT g, r, p
  RETURN g.name AS group, type(r) AS how, p.name AS place, r.stance AS stance, r.documents AS count, r.statements AS statements
  UNION ALL
  MATCH (g:Group)<-[r:ACTOR|TARGET]-(e:Event)-[:OCCURRED_IN]->(p:Place)-[:LOCATED_IN*0..6]->(q:Place)
  WHERE q.id = $place AND e.is_sum = false
  WITH DISTINCT g, r, e, p
  WITH g, type(r) AS role, p, min(e.stance) AS low, max(e.stance) AS stance, count(DISTINCT e) AS events, collect(r.statements) AS evidence
  RETURN g.name AS group, CASE role WHEN 'ACTOR' THEN 'attacker in events' ELSE 'attacked in events' END AS how, p.name AS place, stance AS stance, events AS count, reduce(joined = [], s IN evidence | joined + s) AS statements
}
RETURN group AS group, how AS how, place AS place, stance AS stance, count AS count, statements AS statements
ORDER BY group, how, place
