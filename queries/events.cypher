// title: Events
// about: Events by group or institution taking part, place and all below it, type and period; sums are marked.
// param group: entity = null -- as actor or target
// param place: Place = null -- where, or below it
// param type: string = null -- ACLED event type or sub-event type
// param since: date = null -- on or after
// param until: date = null -- on or before
// param sums: bool = false -- also totals over several events
// returns: date, date_prec, event_type, sub_event_type, place, actors, targets, killed_low, killed_best, killed_high, injured_low, injured_high, stance, unverified, documents, id
MATCH (e:Event)
WHERE ($sums = true OR e.is_sum = false)
  AND ($type IS NULL OR e.event_type = $type OR e.sub_event_type = $type OR e.event_type + '/' + e.sub_event_type = $type)
  AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
  AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
  AND ($place IS NULL OR EXISTS { MATCH (e)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
OPTIONAL MATCH (e)-[:ACTOR]->(a)
WITH e, a ORDER BY a.name
WITH e, collect(DISTINCT a.name) AS actors
OPTIONAL MATCH (e)-[:TARGET]->(t)
WITH e, actors, t ORDER BY t.name
WITH e, actors, collect(DISTINCT t.name) AS targets
OPTIONAL MATCH (e)-[o:OCCURRED_IN]->(p:Place)
WITH e, actors, targets, p, o ORDER BY o.rank, p.name
WITH e, actors, targets, collect(DISTINCT p.name) AS places
RETURN e.date_start AS date, e.date_prec AS date_prec, e.event_type AS event_type, e.sub_event_type AS sub_event_type, places AS place, actors AS actors, targets AS targets, e.killed_low AS killed_low, e.killed_best AS killed_best, e.killed_high AS killed_high, e.injured_low AS injured_low, e.injured_high AS injured_high, e.stance AS stance, e.unverified AS unverified, e.documents AS documents, e.id AS id
ORDER BY date, id
