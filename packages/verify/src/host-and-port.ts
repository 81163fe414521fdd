import { groupBy, keyOf } from '@k8s-blocks/manifest';
import type { Address } from './address.ts';
import type { ConfigText } from './config-text.ts';

/** An address that two settings make together: `CATALOG_HOST` and `CATALOG_PORT`. */
export interface HostAndPort {
  readonly host: string;
  readonly address: Address;
  /** The setting with the port: where the two do not fit, it is most often that one. */
  readonly text: ConfigText;
}

const HOST = /^(.+)HOST(?:NAME)?$/i;

/** The addresses of which a host and a port are beside one another, in the variables of a container or the keys of a ConfigMap. */
export function hostsAndPorts(texts: readonly ConfigText[]): readonly HostAndPort[] {
  const named = texts.filter(({ key = '', text }) => text.length < 254 && /(?:HOST(?:NAME)?|PORT)$/i.test(key));
  return [...groupBy(named, (each) => [placeOf(each)]).values()].flatMap((beside) => {
    const byKey = new Map(beside.map((each) => [each.key?.toLowerCase(), each]));
    return beside.flatMap(({ key = '', text: host }) => {
      const [, stem] = HOST.exec(key) ?? [];
      const text = byKey.get(`${stem}port`.toLowerCase());
      if (stem === undefined || text === undefined || !/^\d{1,5}$/.test(text.text)) return [];
      return [
        { host, text, address: { text: `${host}:${text.text}`, host: host.toLowerCase(), port: Number(text.text) } },
      ];
    });
  });
}

/** The object and the list or map in it that settings are in. */
function placeOf({ object, field }: ConfigText): string {
  return `${keyOf(object.reference)} ${field.replace(/\[\d+\]\.value$|\.[^.]*$|\["[^"]*"\]$/, '')}`;
}
