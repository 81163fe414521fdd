/** The fields that are there: without those that are undefined or an empty list. */
export type Present<Fields> = { [Key in keyof Fields]?: NonNullable<Fields[Key]> };

/** The fields without those that are undefined or an empty list: nothing is written that nobody gave. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value.length !== 0);
  return Object.fromEntries(entries) as Present<Fields>;
}
