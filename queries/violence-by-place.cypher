// title: Violent events per place
// about: How many violent events happened in each place of a kind or anywhere below it; an event in several places counts in each, sums are not counted.
// param kind: string = "admin2" -- country, admin1, admin2, city or site
// param place: Place = null -- only inside this place
// returns: place, events, ids
MATCH (e:Event)-[:OCCURRED_IN]->(:Place)-[:LOCATED_IN*0..6]->(p:Place)
WHERE e.violent = true AND e.is_sum = false AND p.kind = $kind
  AND ($place IS NULL OR EXISTS { MATCH (p)-[:LOCATED_IN*0..6]->(q:Place) WHERE q.id = $place })
WITH p, e ORDER BY e.date_start, e.id
WITH p.name AS place, p.id AS pid, collect(DISTINCT e.id) AS ids
RETURN place AS place, size(ids) AS events, ids AS ids
ORDER BY events DESC, place
