/** What a change does to a connection, and the word for it in a picture. */
export const ARROW_CHANGES = { opens: 'opens', closes: 'closes' } as const;

/** What a change does to a service, the most severe first, and the words for it in a picture. */
export const SERVICE_CHANGES = {
  deletes: 'deleted',
  replaces: 'replaced',
  rolls: 'rolls pods',
  creates: 'new',
  changes: 'changed',
} as const;

/** What is in an environment, and what a change does to it there. */
interface InEnvironments<Change extends string> {
  /** The environments that it is in. Absent: all. */
  readonly environments?: readonly string[];
  /** What a change does to it, by the name of an environment: `{ staging: 'opens' }`. Default: nothing. */
  readonly changes?: Readonly<Record<string, Change>>;
}

/** A service of the stack, drawn as a box within its namespace. */
export interface ServiceToDraw extends InEnvironments<keyof typeof SERVICE_CHANGES> {
  /** Unique among all services and outsides; the picture repeats it as `data-node`. */
  readonly id: string;
  readonly name: string;
  /** The namespace, as it is to be named in the picture. */
  readonly namespace: string;
}

/** Who calls or is called from outside of the stack: anywhere, the internet, a namespace of others. */
export interface OutsideToDraw {
  /** Unique among all services and outsides. */
  readonly id: string;
  readonly name: string;
}

/** All connections of one caller to one callee: one arrow. */
export interface ArrowToDraw extends InEnvironments<keyof typeof ARROW_CHANGES> {
  /** The picture repeats it as `data-arrow`. Arrows that are chosen together may share one. */
  readonly id: string;
  /** The id of the caller. */
  readonly from: string;
  /** The id of the callee. */
  readonly to: string;
  /** The ports that are called, as short as they may be: `8081 admin`. */
  readonly ports: readonly string[];
  /** More lines for the tooltip, such as why. Default: none. */
  readonly details?: readonly string[];
}

/** What a picture of a map is drawn of: plain data. */
export interface MapToDraw {
  readonly services: readonly ServiceToDraw[];
  readonly outsides: readonly OutsideToDraw[];
  readonly arrows: readonly ArrowToDraw[];
}
