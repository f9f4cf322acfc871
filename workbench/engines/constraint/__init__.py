"""Terms obeyed: drafts of any Marian model that say a glossary's terms as it wants them."""
