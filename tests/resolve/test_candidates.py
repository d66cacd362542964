from kg.resolve.candidates import Named, propose


def test_pairs_are_proposed_with_a_reason_and_known_ones_left_alone() -> None:
    entities = [
        Named("group:bla", "Group", ("Baloch Liberation Army", "BLA"), True),
        Named("group:blf", "Group", ("Baloch Liberation Front", "BLF"), True),
        Named("group:~crimson-dawn-brigade", "Group", ("Crimson Dawn Brigade",), False),
        Named("group:~cdb", "Group", ("CDB",), False),
        Named("group:~crimson-dawn-brigades", "Group", ("Crimson Dawn Brigades",), False),
        Named("person:~amina-yusuf", "Person", ("Amina Yusuf",), False),
        Named("person:~yusuf@doc:1", "Person", ("Yusuf",), False),
        Named("institution:~yusuf-hospital", "Institution", ("Yusuf Hospital",), False),
    ]
    found = [(c.a, c.b, c.why) for c in propose(entities, set())]
    short, long, plural = "group:~cdb", "group:~crimson-dawn-brigade", "group:~crimson-dawn-brigades"
    assert found == [
        (long, plural, "'Crimson Dawn Brigade' and 'Crimson Dawn Brigades' are spelt alike"),
        (short, long, "'CDB' may be the acronym of 'Crimson Dawn Brigade'"),
        (short, plural, "'CDB' may be the acronym of 'Crimson Dawn Brigades'"),
        ("person:~amina-yusuf", "person:~yusuf@doc:1", "'Amina Yusuf' and 'Yusuf': the words of one are in the other"),
    ]
    judged = {frozenset(("person:~amina-yusuf", "person:~yusuf@doc:1"))}
    assert not [c for c in propose(entities, judged) if c.a.startswith("person")]
