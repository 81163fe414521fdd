import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  portNameProblem,
  portNumberProblem,
  serviceNameProblem,
} from './index.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

/** Any text of one to `maxLength` of the characters, which neither begins nor ends with one of `-_.`. */
function word(characters: string, maxLength: number) {
  const unit = fc.constantFrom(...characters);
  return fc
    .string({ unit, minLength: 1, maxLength })
    .filter((text) => /^[A-Za-z0-9]/.test(text) && /[A-Za-z0-9]$/.test(text));
}

const labelWord = word(`${lower}${lower.toUpperCase()}${digits}-_.`, 63);
const dnsLabel = word(`${lower}${digits}-`, 63);

describe('a label value', () => {
  it('may be any word of 63 letters, digits, hyphens, underscores and dots', () => {
    fc.assert(fc.property(labelWord, (value) => labelValueProblem(value) === undefined));
  });

  it('may be empty', () => {
    expect(labelValueProblem('')).toBeUndefined();
  });

  it('holds no other character, wherever it stands', () => {
    const other = fc.string({ minLength: 1, maxLength: 1 }).filter((text) => !/^[-_.A-Za-z0-9]$/.test(text));
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), other, fc.string({ maxLength: 20 }), (before, wrong, after) => {
        expect(labelValueProblem(before + wrong + after)).toBeDefined();
      }),
    );
    expect(labelValueProblem('v1\n')).toBeDefined();
  });

  it('has 63 characters at most', () => {
    expect(labelValueProblem('a'.repeat(63))).toBeUndefined();
    expect(labelValueProblem('a'.repeat(64))).toBe(
      `"${'a'.repeat(64)}" has 64 characters; a label value has 63 at most.`,
    );
  });

  it.each(['-a', 'a-', '.a', 'a.', '_a', 'a_'])('begins and ends with a letter or digit, unlike %s', (value) => {
    expect(labelValueProblem(value)).toBe(
      `"${value}" is not a valid label value: it may hold letters, digits, "-", "_" and "." alone, and must begin and end with a letter or digit.`,
    );
  });
});

describe('a label key', () => {
  it('is a word, or a DNS subdomain, a slash and a word', () => {
    fc.assert(fc.property(labelWord, (name) => labelKeyProblem(name) === undefined));
    fc.assert(
      fc.property(dnsLabel, labelWord, (domain, name) => labelKeyProblem(`${domain}.io/${name}`) === undefined),
    );
  });

  it('counts its 63 characters after the slash', () => {
    expect(labelKeyProblem(`${'a'.repeat(253)}/${'b'.repeat(63)}`)).toBeUndefined();
    expect(labelKeyProblem(`example.com/${'b'.repeat(64)}`)).toContain('63 at most');
    expect(labelKeyProblem(`${'a'.repeat(254)}/b`)).toContain('253 at most');
  });

  it.each(['', '/', '/name', 'example.com/', 'a/b/c', 'Example.com/name', 'exa_mple/name', 'a b'])(
    'is not "%s"',
    (key) => {
      expect(labelKeyProblem(key)).toBeDefined();
    },
  );

  it('says which part of it is wrong', () => {
    expect(labelKeyProblem('Example/name')).toMatch(
      /^The part of "Example\/name" before the slash is wrong\. "Example" is/,
    );
    expect(labelKeyProblem('example.com/')).toBe('The name of a label key is empty.');
  });
});

describe('a DNS label', () => {
  it('is any word of 63 lowercase letters, digits and hyphens', () => {
    fc.assert(fc.property(dnsLabel, (name) => dnsLabelProblem(name) === undefined));
    expect(dnsLabelProblem('a'.repeat(64))).toContain('63 at most');
  });

  it.each(['', 'A', 'a.b', 'a_b', '-a', 'a-', 'a\n'])('is not %j', (name) => {
    expect(dnsLabelProblem(name)).toBeDefined();
  });
});

describe('a DNS subdomain', () => {
  it('is any DNS labels with dots between them', () => {
    fc.assert(
      fc.property(fc.array(dnsLabel, { minLength: 1, maxLength: 3 }), (labels) => {
        expect(dnsSubdomainProblem(labels.join('.'))).toBeUndefined();
      }),
    );
  });

  it('has 253 characters at most, however long its parts are', () => {
    expect(dnsSubdomainProblem('a'.repeat(253))).toBeUndefined();
    expect(dnsSubdomainProblem('a'.repeat(254))).toContain('253 at most');
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a.-b', 'A.b'])('is not "%s"', (name) => {
    expect(dnsSubdomainProblem(name)).toBeDefined();
  });
});

describe('the name of a Service', () => {
  it('is a DNS label that begins with a letter', () => {
    fc.assert(
      fc.property(dnsLabel, (name) => {
        expect(serviceNameProblem(name) === undefined).toBe(/^[a-z]/.test(name));
      }),
    );
    expect(serviceNameProblem('3scale')).toContain('must begin with a letter');
    expect(serviceNameProblem('a'.repeat(64))).toContain('63 at most');
  });
});

describe('the name of a port', () => {
  it.each(['http', 'ws', '3d-print', 'a', 'x1', 'a'.repeat(15)])('may be "%s"', (name) => {
    expect(portNameProblem(name)).toBeUndefined();
  });

  it('needs a letter, has no two hyphens in a row, and 15 characters at most', () => {
    expect(portNameProblem('8080')).toContain('needs a letter');
    expect(portNameProblem('80-80')).toContain('needs a letter');
    expect(portNameProblem('a--b')).toContain('has no "--"');
    expect(portNameProblem('a'.repeat(16))).toContain('15 at most');
  });

  it.each(['', '-a', 'a-', 'Http', 'a_b', 'a.b', 'http\n'])('is not %j', (name) => {
    expect(portNameProblem(name)).toBeDefined();
  });
});

describe('the number of a port', () => {
  it.each([1, 80, 65535])('may be %d', (number) => {
    expect(portNumberProblem(number)).toBeUndefined();
  });

  it.each([0, -1, 65536, 1.5, Number.NaN])('is not %d', (number) => {
    expect(portNumberProblem(number)).toBe(`${number} is not a valid port (1-65535).`);
  });
});
