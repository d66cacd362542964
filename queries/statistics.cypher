// title: Statistics
// about: Totals over many events with a scope of their own, with who gives them.
// param place: Place = null -- scope
// param measure: string = null -- killed, injured or attacks
// returns: measure, low, high, party, place, period_start, period_end, cited, phrase, documents, id
MATCH (s:Statistic)
WHERE ($measure IS NULL OR s.measure = $measure)
  AND ($place IS NULL OR EXISTS { MATCH (s)-[:SCOPED_TO]->(p:Place) WHERE p.id = $place })
OPTIONAL MATCH (s)-[:SCOPED_TO]->(p:Place)
WITH s, min(p.name) AS place
OPTIONAL MATCH (s)-[:ATTRIBUTED_TO]->(x)
WITH s, place, x ORDER BY x.name
WITH s, place, collect(DISTINCT x.name) AS cited
RETURN s.measure AS measure, s.low AS low, s.high AS high, s.party AS party, place AS place, s.period_start AS period_start, s.period_end AS period_end, cited AS cited, s.phrase AS phrase, s.documents AS documents, s.id AS id
ORDER BY period_start, measure, id
