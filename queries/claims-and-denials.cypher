// title: Claims and denials
// about: Who claimed, who denied and who is cited for which event, and which relations are denied by whom.
// param group: entity = null -- the one who claims or denies, or whom the relation is about
// returns: who, does, what, stance, unverified, statements
CALL {
  MATCH (e:Event)-[r:CLAIMED_BY|DENIED_BY]->(x)
  WHERE $group IS NULL OR x.id = $group OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(y) WHERE y.id = $group }
  RETURN x.name AS who, CASE type(r) WHEN 'CLAIMED_BY' THEN 'claims' ELSE 'denies' END AS does, e.name AS what, e.stance AS stance, e.unverified AS unverified, r.statements AS statements
  UNION ALL
  MATCH (a)-[r]->(b)
  WHERE r.denied_by IS NOT NULL AND ($group IS NULL OR a.id = $group OR b.id = $group OR $group IN r.denied_by)
  UNWIND r.denied_by AS denier
  MATCH (d:Group|Institution|Person|Place) WHERE d.id = denier
  RETURN d.name AS who, 'denies' AS does, a.name + ' ' + type(r) + ' ' + b.name AS what, r.stance AS stance, false AS unverified, r.statements AS statements
}
RETURN who AS who, does AS does, what AS what, stance AS stance, unverified AS unverified, statements AS statements
ORDER BY who, does, what
