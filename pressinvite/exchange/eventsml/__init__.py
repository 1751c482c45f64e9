"""EventsML-G2: a meeting as an event of NewsML-G2 2.35 (IPTC), as agencies and planning systems exchange them."""
