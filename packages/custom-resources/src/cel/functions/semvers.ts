import { comparedVersions } from '../equality.ts';
import { CelError } from '../errors.ts';
import { Semver } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of semantic versions.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library
 */
export const SEMVERS: readonly Overload[] = [
  fn('isSemver', ['string'], (text) => parseSemver(text) !== undefined),
  fn('isSemver', ['string', 'bool'], (text, loose) => parseSemver(loose ? normalized(text) : text) !== undefined),
  fn('semver', ['string'], semverOf),
  fn('semver', ['string', 'bool'], (text, loose) => semverOf(loose ? normalized(text) : text)),
  member('major', ['semver'], ({ numbers: [major] }) => major),
  member('minor', ['semver'], ({ numbers: [, minor] }) => minor),
  member('patch', ['semver'], ({ numbers: [, , patch] }) => patch),
  member('isGreaterThan', ['semver', 'semver'], (one, other) => comparedVersions(one, other) > 0),
  member('isLessThan', ['semver', 'semver'], (one, other) => comparedVersions(one, other) < 0),
  member('compareTo', ['semver', 'semver'], (one, other) => BigInt(Math.sign(comparedVersions(one, other)))),
];

const NUMBER = '(0|[1-9]\\d*)';
const SEMVER = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

/** @see https://semver.org/ */
function parseSemver(text: string): Semver | undefined {
  const [, major, minor, patch, suffix] = SEMVER.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  const prerelease = suffix?.split('.') ?? [];
  if (prerelease.some((part) => /^0\d+$/.test(part))) return undefined;
  return new Semver([BigInt(major), BigInt(minor), BigInt(patch)], prerelease);
}

function semverOf(text: string): Semver {
  const version = parseSemver(text);
  if (version === undefined) throw new CelError(`${JSON.stringify(text)} is no semantic version`);
  return version;
}

/** `v1.02` as `1.2.0`; a short version with a suffix stays wrong. */
function normalized(text: string): string {
  const parts =
    /^v?([^.]*)(?:\.([^.]*))?(?:\.(.*))?$/s
      .exec(text)
      ?.slice(1)
      .filter((part) => part !== undefined) ?? [];
  const [last = ''] = parts.slice(-1);
  if (parts.length < 3 && /[+-]/.test(last)) return '';
  const numbers = parts.map((part) => part.replace(/^0+(?=\d)/, ''));
  return [...numbers, '0', '0'].slice(0, 3).join('.');
}
