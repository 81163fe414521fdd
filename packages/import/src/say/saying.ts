import type { Varying } from '../manifests/varying.ts';
import type { Code } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';
import type { Settings } from './settings.ts';

/** Code that gives a value in each environment. */
export interface Derived {
  readonly code: string;
  readonly values: ReadonlyMap<string, string>;
  /** It is an address, which stands for a value that is the same everywhere, too: the name of the environment does not. */
  readonly isAddress?: true;
}

/** Where a value stands, for the name of its setting. */
export interface Place {
  /** The keys around it, from the outside in; of entries of a list their names. */
  readonly keys: readonly string[];
}

/** A part of an object that a block gives. */
export interface Fragment {
  readonly code: Code;
  readonly imports: readonly Import[];
  /** The keys of a map that it stands for; the others are said besides. Default: it stands for the whole. */
  readonly instead?: readonly string[];
}

/** What it takes to say a value as code. */
export interface Saying {
  readonly settings: Settings;
  /** Finds the block that gives a map or a list. Default: none does. */
  readonly fragments?: (values: Varying, place: Place) => Fragment | undefined;
  /** Called with what a fragment imports, which is said then. */
  readonly use?: (imports: readonly Import[]) => void;
  /** What may stand for a text that varies. */
  readonly derived: readonly Derived[];
}

/** Keys around a value that say nothing of it. */
const VAGUE = new Set([
  'value',
  'data',
  'stringData',
  'spec',
  'template',
  'metadata',
  'number',
  'name',
  'labels',
  'annotations',
]);

/** Names for the setting of a value: its key, and that with the next ones around it. */
export function settingNames({ keys }: Place): readonly [string, ...string[]] {
  const telling = keys.filter((key) => !VAGUE.has(key) && !/^\d+$/.test(key));
  const last = telling.at(-1) ?? keys.at(-1) ?? 'value';
  return [last, telling.slice(-2).join(' '), telling.slice(-3).join(' '), telling.slice(-4).join(' ')];
}
