// title: Entities
// about: Groups, institutions, persons and places by part of a name, with every form used.
// param name: string = "" -- part of a name or alias, in any case
// param label: string = null -- Group, Institution, Person or Place
// returns: label, name, aliases, documents, known, id
MATCH (n:Group|Institution|Person|Place)
WHERE (toLower(n.name) CONTAINS toLower($name) OR any(a IN n.aliases WHERE toLower(a) CONTAINS toLower($name)))
  AND ($label IS NULL OR labels(n)[0] = $label)
RETURN labels(n)[0] AS label, n.name AS name, n.aliases AS aliases, n.documents AS documents, n.known AS known, n.id AS id
ORDER BY label, documents DESC, name, id
