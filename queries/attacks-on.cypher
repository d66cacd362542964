// title: Attacks on an institution, person or place
// about: Violent events directed at an institution, group, person or site, or that happened in a place or below it.
// param target: entity -- what was attacked
// param since: date = null -- on or after
// param until: date = null -- on or before
// returns: date, event, attackers, target, place, stance, killed_low, killed_best, killed_high, documents, id
MATCH (t:Group|Institution|Person|Place) WHERE t.id = $target
CALL {
  WITH t
  MATCH (e:Event)-[:TARGET]->(t)
  RETURN e AS e
  UNION
  WITH t
  MATCH (e:Event)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(t)
  RETURN e AS e
}
WITH t, e
WHERE e.is_sum = false AND e.violent = true AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
OPTIONAL MATCH (e)-[:ACTOR]->(a)
WITH t, e, a ORDER BY a.name
WITH t, e, collect(DISTINCT a.name) AS attackers
OPTIONAL MATCH (e)-[:TARGET]->(x)
WITH t, e, attackers, x ORDER BY x.name
WITH t, e, attackers, collect(DISTINCT x.name) AS targets
OPTIONAL MATCH (e)-[o:OCCURRED_IN]->(p:Place) WHERE o.rank = 0
WITH t, e, attackers, targets, min(p.name) AS place
RETURN e.date_start AS date, e.name AS event, attackers AS attackers, targets AS target, place AS place, e.stance AS stance, e.killed_low AS killed_low, e.killed_best AS killed_best, e.killed_high AS killed_high, e.documents AS documents, e.id AS id
ORDER BY date, id
