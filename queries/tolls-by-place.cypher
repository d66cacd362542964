// title: Tolls by place
// about: Dead by the most specific place of each event; low, best and high. Sums that repeat their parts are left out; an event without a figure is counted, not read as zero.
// param group: entity = null -- as actor or target
// param actor: entity = null -- as actor only
// param place: Place = null -- where, or below it
// param type: string = null -- ACLED event type or sub-event type
// param since: date = null -- on or after
// param until: date = null -- on or before
// returns: place, kind, killed_low, killed_best, killed_high, with_figure, events
MATCH (e:Event)
WHERE e.is_sum = false
  AND ($type IS NULL OR e.event_type = $type OR e.sub_event_type = $type OR e.event_type + '/' + e.sub_event_type = $type)
  AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
  AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
  AND ($actor IS NULL OR EXISTS { MATCH (e)-[:ACTOR]->(x) WHERE x.id = $actor })
  AND ($place IS NULL OR EXISTS { MATCH (e)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
OPTIONAL MATCH (e)-[o:OCCURRED_IN]->(p:Place) WHERE o.rank = 0
WITH e, coalesce(p.name, 'unknown') AS place, p.kind AS kind
WITH place, kind, count(e.killed_low) AS low_told, sum(e.killed_low) AS lows, sum(e.killed_best) AS bests, sum(CASE WHEN e.killed_best IS NOT NULL AND e.killed_high IS NULL THEN 1 ELSE 0 END) AS open, sum(e.killed_high) AS highs, count(e.killed_best) AS with_figure, count(e) AS events
RETURN place AS place, kind AS kind, CASE WHEN low_told = 0 THEN null ELSE lows END AS killed_low, CASE WHEN with_figure = 0 THEN null ELSE bests END AS killed_best, CASE WHEN with_figure = 0 OR open > 0 THEN null ELSE highs END AS killed_high, with_figure AS with_figure, events AS events
ORDER BY events DESC, place
