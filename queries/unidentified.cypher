// title: Attacks by nobody named
// about: Violent events whose attacker the documents do not identify.
// param place: Place = null -- where, or below it
// returns: date, event, place, targets, killed_low, killed_high, participants, id
MATCH (e:Event)
WHERE e.violent = true AND e.is_sum = false AND NOT EXISTS { MATCH (e)-[:ACTOR]->() }
  AND ($place IS NULL OR EXISTS { MATCH (e)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
OPTIONAL MATCH (e)-[:TARGET]->(t)
WITH e, t ORDER BY t.name
WITH e, collect(DISTINCT t.name) AS targets
OPTIONAL MATCH (e)-[o:OCCURRED_IN]->(p:Place) WHERE o.rank = 0
WITH e, targets, min(p.name) AS place
RETURN e.date_start AS date, e.name AS event, place AS place, targets AS targets, e.killed_low AS killed_low, e.killed_high AS killed_high, e.participants AS participants, e.id AS id
ORDER BY date, id
