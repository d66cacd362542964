// title: Names of an entity
// about: Every form under which the documents name an entity, and the labels that others put on it, with who uses them.
// param entity: entity -- which
// returns: form, use, documents, speakers, statements
MATCH (s:Statement)-[a:ABOUT]->(n:Group|Institution|Person|Place)
WHERE n.id = $entity AND a.role IN ['mention', 'label']
MATCH (s)-[:STATED_IN]->(d:Document)
WITH a.role AS role, s, d, CASE WHEN a.role = 'label' THEN 'label' ELSE 'name' END AS use
ORDER BY s.id, s.speaker
WITH s.quote AS form, use, count(DISTINCT d.copies) AS documents, collect(DISTINCT s.speaker) AS speakers, collect(DISTINCT s.id) AS evidence
RETURN form AS form, use AS use, documents AS documents, speakers AS speakers, evidence AS statements
ORDER BY use, form
