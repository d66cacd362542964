// title: Timeline
// about: Everything dated, in order: events, and relations with a stated beginning or end.
// param group: entity = null -- whose timeline
// param since: date = null -- on or after
// param until: date = null -- on or before
// returns: date, until, what, detail, stance, id
CALL {
  MATCH (e:Event)
  WHERE e.date_start IS NOT NULL AND ($since IS NULL OR e.date_end >= $since) AND ($until IS NULL OR e.date_start <= $until + '~')
    AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
  RETURN e.date_start AS date, e.date_end AS until, e.sub_event_type AS what, e.name AS detail, e.stance AS stance, e.id AS id
  UNION ALL
  MATCH (a)-[r]->(b)
  WHERE r.since IS NOT NULL AND ($since IS NULL OR r.since >= $since) AND ($until IS NULL OR r.since <= $until + '~')
    AND ($group IS NULL OR a.id = $group OR b.id = $group)
  RETURN r.since AS date, r.until AS until, type(r) AS what, a.name + ' - ' + b.name AS detail, r.stance AS stance, r.id AS id
}
RETURN date AS date, until AS until, what AS what, detail AS detail, stance AS stance, id AS id
ORDER BY date, what, id
