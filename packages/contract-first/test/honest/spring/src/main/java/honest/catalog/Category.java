package honest.catalog;

/** The names are those in the query. */
enum Category {
  tools,
  toys
}
