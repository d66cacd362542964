// title: Contested and unverified
// about: Events and relations that are only alleged, denied by somebody, or marked as unverified.
// param group: entity = null -- taking part
// returns: what, kind, stance, contested, unverified, documents, statements
CALL {
  MATCH (e:Event)
  WHERE (e.stance <> 'asserted' OR e.contested = true OR e.unverified = true)
    AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
  MATCH (s:Statement)-[:ABOUT]->(e)
  WITH e, s ORDER BY s.id
  WITH e, collect(DISTINCT s.id) AS evidence
  RETURN e.name AS what, 'event' AS kind, e.stance AS stance, e.contested AS contested, e.unverified AS unverified, e.documents AS documents, evidence AS statements
  UNION ALL
  MATCH (a)-[r:FACTION_OF|SPLIT_FROM|ALLIED_WITH|RIVAL_OF|OPERATES_IN|SHELTERS_IN|SUPPORTED_BY|DESIGNATED_BY|LEADS|MEMBER_OF|CONTROLS|ACCUSES]->(b)
  WHERE (r.stance <> 'asserted' OR r.contested = true) AND ($group IS NULL OR a.id = $group OR b.id = $group)
  RETURN a.name + ' ' + type(r) + ' ' + b.name AS what, 'relation' AS kind, r.stance AS stance, r.contested AS contested, false AS unverified, r.documents AS documents, r.statements AS statements
}
RETURN what AS what, kind AS kind, stance AS stance, contested AS contested, unverified AS unverified, documents AS documents, statements AS statements
ORDER BY kind, what
