// title: Deadliest events
// about: Single events by the number of dead, best estimate first.
// param since: date = null -- on or after
// param until: date = null -- on or before
// param place: Place = null -- where, or below it
// returns: killed_low, killed_best, killed_high, date, event, stance, unverified, documents, id
MATCH (e:Event)
WHERE e.is_sum = false AND e.killed_best IS NOT NULL
  AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
  AND ($place IS NULL OR EXISTS { MATCH (e)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
RETURN e.killed_low AS killed_low, e.killed_best AS killed_best, e.killed_high AS killed_high, e.date_start AS date, e.name AS event, e.stance AS stance, e.unverified AS unverified, e.documents AS documents, e.id AS id
ORDER BY killed_best DESC, date, id
