// title: Independent sources of events
// about: For each event, how many independent documents tell it (near-copies of one wire text count once) and which.
// param group: entity = null -- taking part
// param least: int = 1 -- only events with at least so many independent documents
// returns: event, date, documents, keys, id
MATCH (s:Statement)-[:ABOUT]->(e:Event)
WHERE e.documents >= $least AND ($group IS NULL OR EXISTS { MATCH (e)-[:ACTOR|TARGET]->(x) WHERE x.id = $group })
MATCH (s)-[:STATED_IN]->(d:Document)
WITH e, d ORDER BY d.key
WITH e, collect(DISTINCT d.key) AS keys
RETURN e.name AS event, e.date_start AS date, e.documents AS documents, keys AS keys, e.id AS id
ORDER BY documents DESC, date, id
