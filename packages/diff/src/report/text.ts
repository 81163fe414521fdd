import { styleText } from 'node:util';
import { printable, printableLine } from '@k8s-blocks/manifest';
import { type Consequence, EFFECTS, type Effect } from '../consequence.ts';
import {
  type EnvironmentDifference,
  formatChanges,
  formatRewritten,
  formatSubject,
  shownChanges,
} from './environment-difference.ts';
import { objectPatch } from './object-patch.ts';
import { secretTexts } from './without-secrets.ts';

/** Options of {@link textReport}. */
export interface TextOptions {
  /** Whether the text has ANSI colours. Default: false. */
  readonly color?: boolean;
}

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const STYLES: Readonly<Partial<Record<Effect, Style>>> = {
  refused: ['bold', 'red'],
  misapplied: ['bold', 'red'],
  deletes: ['bold', 'red'],
  replaces: ['bold', 'red'],
  cuts: ['bold', 'red'],
  closes: ['bold', 'yellow'],
  opens: ['bold', 'yellow'],
  stale: ['bold', 'yellow'],
};

/**
 * A report for a terminal: for each environment the consequences, and then the patch of each object. Names and values of
 * the objects are printable in it, and values of Secrets are hidden.
 */
export function textReport(differences: readonly EnvironmentDifference[], { color = false }: TextOptions = {}): string {
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  return `${differences.map((difference) => environmentText(difference, paint)).join('\n\n')}\n`;
}

function environmentText(difference: EnvironmentDifference, paint: Paint): string {
  const { environment, changes, consequences, notes } = difference;
  const rewritten = formatRewritten(changes);
  const secrets = secretTexts(changes);
  const blocks = [
    paint('bold', printableLine(`${environment}: ${formatChanges(difference)}`)),
    ...notes.map((note) => indented(note, '  ')),
    ...(consequences.length === 0 ? [] : [consequences.map((each) => consequenceText(each, paint)).join('\n')]),
    ...shownChanges(changes).map((change) => {
      const title = paint('bold', printableLine(`${change.kind} ${formatSubject(change)}`));
      return `${title}\n${painted(objectPatch(change, secrets), paint)}`;
    }),
    ...(rewritten === undefined ? [] : [printableLine(rewritten)]),
  ];
  return blocks.join('\n\n');
}

function consequenceText({ effect, object, field, text }: Consequence, paint: Paint): string {
  const subject = field === undefined ? object : `${object} › ${field}`;
  return `  ${paint(STYLES[effect] ?? 'bold', EFFECTS[effect])}: ${printableLine(subject)}\n    ${printableLine(text)}`;
}

function indented(text: string, indent: string): string {
  return printable(text).replace(/^/gm, indent);
}

function painted(patch: string, paint: Paint): string {
  const lines = patch.split('\n').map((line) => {
    if (line.startsWith('@@')) return paint('cyan', line);
    if (line.startsWith('+')) return paint('green', line);
    return line.startsWith('-') ? paint('red', line) : line;
  });
  return lines.join('\n');
}
