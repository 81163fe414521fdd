import { type Fields, fieldsOf, listOf, podTemplateOf } from '@k8s-blocks/manifest';
import { type Endpoint, httpGet, type ProbesWanted, probes } from '@k8s-blocks/probes';
import { Refusal } from '@k8s-blocks/refusal';
import type { Contract } from '@k8s-blocks/topology';
import type { ObjectForms } from '../service-forms.ts';
import { isSame } from '../settings.ts';
import { type Code, type Entry, literal, raw, type Spread } from '../typescript/code.ts';
import type { Import } from '../typescript/module.ts';

/** The probes of the container of a workload as their block says them. */
export interface ProbesCode {
  readonly imports: readonly Import[];
  /** The option `container` with the block in place of the probes. Any other option is left as it is. */
  readonly within: (entry: Entry | Spread) => Entry | Spread;
}

const NONE: ProbesCode = { imports: [], within: (entry) => entry };

const FIELDS = { startup: 'startupProbe', liveness: 'livenessProbe', readiness: 'readinessProbe' } as const;

type Name = keyof typeof FIELDS;

/** The probes of the first container, where they do not vary and ask one HTTP port: else they stay as they are. */
export function probesIn({ forms }: ObjectForms, contractName: string, { ports }: Contract): ProbesCode {
  const all = [...forms.values()].flatMap((form) => (form === undefined ? [] : [probesOf(form)]));
  const [first] = all;
  if (first === undefined || !all.every((each) => isSame(each, first))) return NONE;
  const found = Object.entries(first).filter(([, probe]) => probe !== undefined);
  const common = fieldsOf(fieldsOf(found[0]?.[1]).httpGet);
  const { path, port, ...others } = common;
  const isPort = typeof port === 'string' || typeof port === 'number';
  if (typeof path !== 'string' || !isPort || Object.keys(others).length > 0) return NONE;
  const wanted = Object.fromEntries(
    found.map(([name, probe]) => {
      const { httpGet: action, ...timings } = fieldsOf(probe);
      const { path: own } = fieldsOf(action);
      return [name, own === path ? timings : { path: own, ...timings }];
    }),
  );
  if (!isSame(madeBy(ports, { path, port }, wanted), first)) return NONE;
  const call: Code = {
    call: 'probes',
    args: [raw(`${contractName}.ports`), { call: 'httpGet', args: [literal({ port, path })] }, literal(wanted)],
  };
  return {
    imports: ['httpGet', 'probes'].map((name) => ({ name, from: '@k8s-blocks/probes' })),
    within: (entry) => {
      if (!('key' in entry) || entry.key !== 'container' || !('entries' in entry.value)) return entry;
      const names: readonly string[] = Object.values(FIELDS);
      const rest = entry.value.entries.filter((each) => !('key' in each) || !names.includes(each.key));
      return { ...entry, value: { entries: [...rest, { spread: call }] } };
    },
  };
}

type FoundProbes = Readonly<Record<Name, unknown>>;

function probesOf(form: Fields): FoundProbes {
  const [container] = listOf(fieldsOf(podTemplateOf(form)?.template.spec).containers).map(fieldsOf);
  const { startupProbe: startup, livenessProbe: liveness, readinessProbe: readiness } = container ?? {};
  return { startup, liveness, readiness };
}

/** What the block makes; undefined where it refuses it. */
function madeBy(
  ports: Contract['ports'],
  action: { readonly path: string; readonly port: number | string },
  wanted: ProbesWanted,
): FoundProbes | undefined {
  try {
    const endpoint: Endpoint = httpGet(action);
    const {
      startupProbe: startup,
      livenessProbe: liveness,
      readinessProbe: readiness,
    } = probes(ports, endpoint, wanted);
    return { startup, liveness, readiness };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
