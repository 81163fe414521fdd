import { dnsLabelProblem, dnsSubdomainProblem, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import { parseDate, parseLooseDuration } from '../go-time.ts';
import { parseRequestUrl } from '../go-url.ts';

/** A format of texts: whether a text has it, and a text that has. */
interface Format {
  readonly fits: (text: string) => boolean;
  readonly example: string;
}

const HOSTNAME =
  /^(?:[a-zA-Z0-9\p{S}\p{L}](?:-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?|(?:[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?\.)+[a-zA-Z\p{L}]{2,63})$/u;
const RGB_PART = '(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])';

const pattern = (expression: RegExp, example: string): Format => ({ fits: (text) => expression.test(text), example });

/**
 * The formats that an API server checks, without the hyphens in their names. Of `email` only the "@" is judged here, since names,
 * comments and quotes may stand around an address.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/master/pkg/apiserver/validation/formats.go
 */
const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['bsonobjectid', pattern(/^[0-9a-fA-F]{24}$/, '507f1f77bcf86cd799439011')],
  ['uri', { fits: (text) => parseRequestUrl(text) !== undefined, example: 'https://example.com/path' }],
  ['email', { fits: mayBeEmail, example: 'somebody@example.com' }],
  ['creditcard', { fits: isCreditCard, example: '4111 1111 1111 1111' }],
  ['password', { fits: () => true, example: '' }],
  ['hostname', { fits: isHostname, example: 'www.example.com' }],
  ['ipv4', { fits: (text) => text.includes('.') && parseIpAddress(text) !== undefined, example: '192.0.2.1' }],
  ['ipv6', { fits: isIpv6, example: '2001:db8::1' }],
  ['cidr', { fits: (text) => parseCidr(text) !== undefined, example: '192.0.2.0/24' }],
  ['mac', { fits: isMac, example: '00:00:5e:00:53:01' }],
  [
    'uuid',
    pattern(
      /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
      '123e4567-e89b-12d3-a456-426614174000',
    ),
  ],
  [
    'uuid3',
    pattern(
      /^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
      '123e4567-e89b-32d3-a456-426614174000',
    ),
  ],
  [
    'uuid4',
    pattern(
      /^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i,
      '123e4567-e89b-42d3-a456-426614174000',
    ),
  ],
  [
    'uuid5',
    pattern(
      /^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$/i,
      '123e4567-e89b-52d3-a456-426614174000',
    ),
  ],
  ['isbn', { fits: (text) => isIsbn10(text) || isIsbn13(text), example: '978-0321751041' }],
  ['isbn10', { fits: isIsbn10, example: '0321751043' }],
  ['isbn13', { fits: isIsbn13, example: '978-0321751041' }],
  ['ssn', { fits: (text) => text.length === 11 && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text), example: '111-22-3333' }],
  ['hexcolor', pattern(/^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, '#ffffff')],
  [
    'rgbcolor',
    pattern(new RegExp(`^rgb\\(\\s*${RGB_PART}\\s*,\\s*${RGB_PART}\\s*,\\s*${RGB_PART}\\s*\\)$`), 'rgb(0,0,0)'),
  ],
  ['byte', { fits: isBase64, example: 'aGVsbG8=' }],
  ['date', { fits: (text) => parseDate(text) !== undefined, example: '2026-01-31' }],
  ['duration', { fits: (text) => parseLooseDuration(text) !== undefined, example: '1h30m' }],
  ['datetime', { fits: isDateTime, example: '2026-01-31T12:00:00Z' }],
  ['k8sshortname', { fits: (text) => dnsLabelProblem(text) === undefined, example: 'a-name' }],
  ['k8slongname', { fits: (text) => dnsSubdomainProblem(text) === undefined, example: 'a-name.example.com' }],
]);

/** Whether a server knows the format of a text: others are ignored. */
export function isKnownFormat(format: string): boolean {
  return FORMATS.has(format.replaceAll('-', ''));
}

/** A text that has the format, if the given one has not; undefined if it has, or the format is ignored. */
export function exampleUnlessFits(format: string, text: string): string | undefined {
  const known = FORMATS.get(format.replaceAll('-', ''));
  return known === undefined || known.fits(text) ? undefined : known.example;
}

/** Whether a text is base64 of at least one byte. */
export function isBase64(text: string): boolean {
  return text.length > 0 && text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

/** Whether a text is a time: of the hours, minutes and seconds only the size counts, and of the day whether there is one. */
export function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  if (time === undefined || parseDate(date) === undefined) return false;
  const [, hours = '', minutes = '', seconds = ''] =
    /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

function mayBeEmail(text: string): boolean {
  const at = text.indexOf('@');
  const end = text.trimEnd().at(-1);
  // Behind an address in angle brackets may be a comment alone.
  const isClosed = !text.includes('<') || end === '>' || end === ')';
  return at > 0 && at < text.length - 1 && isClosed;
}

const CARD =
  /^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35\d{3})\d{11})$/;

/** The number of a card, with its check digit; other characters than digits do not count. */
function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D+/g, '');
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const number = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (number > 9 ? number - 9 : number);
  }, 0);
  return CARD.test(digits) && sum % 10 === 0;
}

function isHostname(text: string): boolean {
  return (
    HOSTNAME.test(text) &&
    Buffer.byteLength(text) <= 255 &&
    text.split('.').every((part) => Buffer.byteLength(part) <= 63)
  );
}

function isIpv6(text: string): boolean {
  return text.includes(':') && parseIpAddress(text) !== undefined;
}

function isMac(text: string): boolean {
  const bytes = /^(?:[0-9a-fA-F]{2}([:-]))(?:[0-9a-fA-F]{2}\1)*[0-9a-fA-F]{2}$/.test(text)
    ? text.split(/[:-]/).length
    : 0;
  const words = /^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})+$/.test(text) ? text.split('.').length * 2 : 0;
  return [6, 8, 20].includes(bytes) || [6, 8, 20].includes(words);
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^[0-9]{9}[0-9X]$/.test(digits)) return false;
  const sum = [...digits].reduce(
    (total, digit, index) => total + (index + 1) * (digit === 'X' ? 10 : Number(digit)),
    0,
  );
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^[0-9]{13}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 12)].reduce(
    (total, digit, index) => total + (index % 2 === 0 ? 1 : 3) * Number(digit),
    0,
  );
  return Number(digits[12]) === (10 - (sum % 10)) % 10;
}
