import { agreementOf, type Disagreement, type TrialResult } from './trial.ts';

/** The result of a trial as lines. */
export function formatTrial(result: TrialResult): string {
  const { judged, kinds, refused, unknown, disagreements } = result;
  const share = `${(agreementOf(result) * 100).toFixed(2)} %`;
  const without = [...unknown].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [
    `${judged} objects of ${kinds.size} kinds, of which the server refuses ${refused}: rules and server agree on ${share}.`,
    ...(without === '' ? [] : [`Without a verdict of the server: ${without}.`]),
    ...disagreements.map(formatDisagreement),
  ].join('\n');
}

function formatDisagreement({ file, title, what, messages, known }: Disagreement): string {
  const head = `${what === 'alarm' ? 'false alarm' : 'miss'}${known === undefined ? '' : ', known'}: ${file} › ${title}`;
  return [head, ...messages.map((each) => `  ${each}`), ...(known === undefined ? [] : [`  Known: ${known.why}`])].join(
    '\n',
  );
}
