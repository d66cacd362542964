// title: Tolls by party
// about: Dead and injured by party over all events that fit; low, best and high. Sums that repeat their parts are left out; an event without a figure is counted, not read as zero.
// param group: entity = null -- as actor or target
// param actor: entity = null -- as actor only
// param place: Place = null -- where, or below it
// param type: string = null -- ACLED event type or sub-event type
// param since: date = null -- on or after
// param until: date = null -- on or before
// returns: party, killed_low, killed_best, killed_high, injured_low, injured_best, injured_high, events
MATCH (e:Event)
WHERE e.is_sum = false
  AND ($type IS NULL OR e.event_type = $type OR e.sub_event_type = $type OR e.event_type + '/' + e.sub_event_type = $type)
  AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
  AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
  AND ($actor IS NULL OR EXISTS { MATCH (e)-[:ACTOR]->(x) WHERE x.id = $actor })
  AND ($place IS NULL OR EXISTS { MATCH (e)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
UNWIND ['state', 'militants', 'civilians', 'unknown'] AS party
WITH party,
  CASE party WHEN 'state' THEN e.killed_state_low WHEN 'militants' THEN e.killed_militants_low WHEN 'civilians' THEN e.killed_civilians_low ELSE e.killed_unknown_low END AS kl,
  CASE party WHEN 'state' THEN e.killed_state_best WHEN 'militants' THEN e.killed_militants_best WHEN 'civilians' THEN e.killed_civilians_best ELSE e.killed_unknown_best END AS kb,
  CASE party WHEN 'state' THEN e.killed_state_high WHEN 'militants' THEN e.killed_militants_high WHEN 'civilians' THEN e.killed_civilians_high ELSE e.killed_unknown_high END AS kh,
  CASE party WHEN 'state' THEN e.injured_state_low WHEN 'militants' THEN e.injured_militants_low WHEN 'civilians' THEN e.injured_civilians_low ELSE e.injured_unknown_low END AS il,
  CASE party WHEN 'state' THEN e.injured_state_best WHEN 'militants' THEN e.injured_militants_best WHEN 'civilians' THEN e.injured_civilians_best ELSE e.injured_unknown_best END AS ib,
  CASE party WHEN 'state' THEN e.injured_state_high WHEN 'militants' THEN e.injured_militants_high WHEN 'civilians' THEN e.injured_civilians_high ELSE e.injured_unknown_high END AS ih
WHERE kb IS NOT NULL OR ib IS NOT NULL
WITH party, sum(kl) AS kls, sum(kb) AS kbs, sum(kh) AS khs, sum(il) AS ils, sum(ib) AS ibs, sum(ih) AS ihs, count(kb) AS told, count(kl) AS low_told, count(il) AS low_hurt, count(ib) AS hurt, count(*) AS events,
  sum(CASE WHEN kb IS NOT NULL AND kh IS NULL THEN 1 ELSE 0 END) AS killed_open, sum(CASE WHEN ib IS NOT NULL AND ih IS NULL THEN 1 ELSE 0 END) AS injured_open
RETURN party AS party, CASE WHEN low_told = 0 THEN null ELSE kls END AS killed_low, CASE WHEN told = 0 THEN null ELSE kbs END AS killed_best, CASE WHEN told = 0 OR killed_open > 0 THEN null ELSE khs END AS killed_high, CASE WHEN low_hurt = 0 THEN null ELSE ils END AS injured_low, CASE WHEN hurt = 0 THEN null ELSE ibs END AS injured_best, CASE WHEN hurt = 0 OR injured_open > 0 THEN null ELSE ihs END AS injured_high, events AS events
ORDER BY party
