import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  serviceNameProblem,
} from '@k8s-blocks/manifest';
import { exampleUnlessFits } from '../../schema/formats.ts';
import { CelList, Format, Optional } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/** The formats by the names that expressions have for them. */
const NAMED: readonly Format[] = [
  new Format('dns1123Label', dnsLabelProblem),
  new Format('dns1123Subdomain', dnsSubdomainProblem),
  new Format('dns1035Label', serviceNameProblem),
  new Format('dns1123LabelPrefix', (text) => dnsLabelProblem(withoutEnd(text))),
  new Format('dns1123SubdomainPrefix', (text) => dnsSubdomainProblem(withoutEnd(text))),
  new Format('dns1035LabelPrefix', (text) => serviceNameProblem(withoutEnd(text))),
  new Format('qualifiedName', labelKeyProblem),
  new Format('labelValue', labelValueProblem),
  ...['uri', 'uuid', 'byte', 'date', 'datetime'].map(
    (name) => new Format(name, (text) => (exampleUnlessFits(name, text) === undefined ? undefined : `invalid ${name}`)),
  ),
];

/**
 * Formats of names, which texts are validated by.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-format-library
 */
export const FORMATS: readonly Overload[] = [
  ...NAMED.map((format) => fn(`format.${format.name}`, [], () => format)),
  fn('format.named', ['string'], (name) => new Optional(NAMED.find((format) => format.name === name))),
  member('validate', ['format', 'string'], (format, text) => {
    const problem = format.problemOf(text);
    return problem === undefined ? Optional.NONE : new Optional(new CelList([problem]));
  }),
];

/** A prefix may end with a hyphen, since a suffix follows. */
function withoutEnd(prefix: string): string {
  return prefix.replace(/(?<=.)-$/, 'a');
}
