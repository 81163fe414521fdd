import { isWordOfApi } from '@k8s-blocks/api-rules';
import { choice } from './say-by-environment.ts';
import { type Derived, type Place, type Saying, settingNames } from './saying.ts';
import type { Settings } from './settings.ts';
import { type Code, escapedTemplate, raw, textLiteral } from './typescript/code.ts';
import type { Varying } from './varying.ts';

/** Fields of the API with few values: a setting would have the type of any text. */
const ENUMS = new Set(
  (
    'imagePullPolicy type protocol restartPolicy dnsPolicy operator effect policy concurrencyPolicy pathType scheme ' +
    'whenUnsatisfiable topologyKey sizeLimit podManagementPolicy volumeMode appProtocol sessionAffinity preemptionPolicy ' +
    'externalTrafficPolicy internalTrafficPolicy medium terminationMessagePolicy completionMode unhealthyPodEvictionPolicy'
  ).split(' '),
);

/** A text as code. */
export function sayText(values: Varying, place: Place, { settings, derived }: Saying, isConstant: boolean): Code {
  const texts = new Map([...values].map(([environment, text]) => [environment, String(text)]));
  const whole = derived.find(
    (each) => (each.always || !isConstant) && [...texts].every(([name, text]) => each.values.get(name) === text),
  );
  if (whole !== undefined) return raw(whole.code);
  const [first = ''] = texts.values();
  if (isConstant) return textLiteral(first);
  if (isOfFewValues(place, texts.values())) return choice(values);
  return (
    sayImage(texts, place, settings) ?? sayAround(texts, derived) ?? raw(settings.add(values, settingNames(place)))
  );
}

/** Whether texts stand in a field that takes few: its name may be used by others, which take any. */
export function isOfFewValues({ keys }: Place, texts: Iterable<string>): boolean {
  const field = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
  return ENUMS.has(field) || [...texts].every((text) => isWordOfApi(field, text));
}

/** An image of which the tag varies alone. */
function sayImage(texts: ReadonlyMap<string, string>, place: Place, settings: Settings): Code | undefined {
  if (place.keys.at(-1) !== 'image') return undefined;
  const parts = [...texts].map(([environment, image]) => [environment, /^(.+):([^:/@]+)$/.exec(image)] as const);
  const names = new Set(parts.map(([, match]) => match?.[1]));
  const [name] = names;
  if (names.size !== 1 || name === undefined) return undefined;
  const tags = new Map(parts.map(([environment, match]) => [environment, match?.[2] ?? '']));
  const container = place.keys.at(-2) ?? '';
  const setting = settings.add(tags, ['imageTag', `${container} imageTag`]);
  return raw(`\`${escapedTemplate(name)}:\${${setting}}\``);
}

/** A text in which something that is derived stands within what does not vary. */
function sayAround(texts: ReadonlyMap<string, string>, derived: readonly Derived[]): Code | undefined {
  for (const { code, values } of derived) {
    const around = [...texts].map(([environment, text]) => {
      const part = values.get(environment) ?? '';
      const start = part.length < 3 ? -1 : text.indexOf(part);
      return start < 0 ? undefined : JSON.stringify([text.slice(0, start), text.slice(start + part.length)]);
    });
    const [first] = around;
    if (first === undefined || new Set(around).size !== 1 || new Set(values.values()).size < 2) continue;
    const [before, after]: readonly [string, string] = JSON.parse(first);
    if (/[^ -~]/.test(before + after)) continue;
    return raw(`\`${escapedTemplate(before)}\${${code}}${escapedTemplate(after)}\``);
  }
  return undefined;
}
