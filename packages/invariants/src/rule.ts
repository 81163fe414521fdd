import type { Severity } from '@k8s-blocks/findings';
import { Refusal } from '@k8s-blocks/refusal';
import type { Path } from './path.ts';
import type { RuleEnvironment } from './rule-environment.ts';
import type { RuleObject } from './rule-object.ts';
import type { RuleWorkload } from './rule-workload.ts';

/** What a rule finds: something that is wrong, in words of its own, or a path that must not be. */
export type Broken = BrokenObject | Path;

/** Something that is wrong, with the object that it is wrong with. */
export interface BrokenObject {
  /** What is wrong, as a sentence. */
  readonly problem: string;
  /** The object, or a workload as that of its object: there it is reported, and waived. Absent: it is wrong with the whole environment. */
  readonly object?: RuleObject | RuleWorkload;
  /** The path of the field in it: `spec.replicas`. */
  readonly field?: string;
  /** What would be right. Default: that of the rule. */
  readonly remedy?: string;
}

/** Options of {@link rule}. */
export interface RuleOptions {
  /** Default: `error`, by which `verify` fails. */
  readonly severity?: Severity;
  /** Why it must hold, as a sentence, for whoever breaks it. */
  readonly why?: string;
  /** What to do where it does not, as a sentence. Default: to narrow what lets it happen, or to waive it. */
  readonly remedy?: string;
  /** Its short name, in kebab case, in reports and waivers. Default: made of its name. */
  readonly code?: string;
}

/** One thing that must hold in each environment of a stack. {@link rule} makes it. */
export interface Rule extends Required<Omit<RuleOptions, 'why'>>, Pick<RuleOptions, 'why'> {
  /** What must hold, in words: `no path from the internet to the ledger`. */
  readonly name: string;
  /** Its name in reports and waivers: `own-no-path-from-the-internet-to-the-ledger`. */
  readonly code: string;
  readonly check: RuleCheck;
}

/** Finds what breaks a rule in one environment; nothing where it holds. It may be a generator. */
export type RuleCheck = (environment: RuleEnvironment) => Iterable<Broken>;

/** What the codes of all rules of a stack's own begin with, so that none is ever that of a rule of `verify`. */
const PREFIX = 'own-';

/** What the name of the annotation of a waiver has before the code. */
const WAIVE = 'waive-';

/** The most characters that the name of an annotation has after its prefix. */
const MAX_ANNOTATION = 63;

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether the name of a rule, as reports and waivers have it, is that of a rule of a stack's own. */
export function isOwnRule(code: string): boolean {
  return code.startsWith(PREFIX);
}

/**
 * A rule of your own: one thing that must hold of a stack as it is built, in each of its environments. A module
 * `k8s-blocks.rules.ts`, beside the map's or at the top of the workspace, exports a list of them as its default; `verify` judges by it.
 *
 * @param name what must hold, in words.
 * @param check finds what breaks it: paths, or objects with what is wrong with them.
 * @example
 * rule('only the connector calls the ledger', ({ reaches, everyoneBut }) =>
 *   reaches(everyoneBut(connector, ledger), ledger),
 * );
 * @throws Refusal if there are no words in the name, or the code is not in kebab case or too long for the annotation of a waiver.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
 */
export function rule(name: string, check: RuleCheck, options: RuleOptions = {}): Rule {
  const { severity = 'error', why, remedy = REMEDY, code = kebab(name) } = options;
  refuse(name, typeof check !== 'function', 'It has no check.', 'Give a function that finds what breaks it.');
  refuse(
    name,
    !KEBAB.test(code),
    code === '' ? 'Its name has no words.' : `Its code "${code}" is not in kebab case.`,
    'Give what must hold in words, or a code such as "ledger-is-internal".',
  );
  const most = MAX_ANNOTATION - WAIVE.length - PREFIX.length;
  refuse(
    name,
    code.length > most,
    `Its code "${code}" has ${code.length} characters, and the name of the annotation that waives it has room for ${most}.`,
    "Give a shorter one: rule('…', …, { code: 'ledger-is-internal' }).",
  );
  return { name, check, severity, ...(why === undefined ? {} : { why }), remedy, code: `${PREFIX}${code}` };
}

const REMEDY = 'Change what lets it happen, or waive it there with the reason.';

function refuse(name: string, isWrong: boolean, problem: string, remedy: string): void {
  if (isWrong) throw new Refusal({ object: `rule "${name}"`, problem, remedy });
}

/** The words of a name in kebab case, without what is neither a letter of ASCII nor a digit. */
function kebab(name: string): string {
  const words = typeof name === 'string' ? name.toLowerCase().split(/[^a-z0-9]+/) : [];
  return words.filter((word) => word !== '').join('-');
}
