export { printable, printableLine, printableMarkdown } from './printable.ts';
export {
  type Fields,
  HIDDEN,
  holdsSecret,
  isSecret,
  isShownOfSecret,
  redactSecret,
  type SecretPlace,
  secretsIn,
} from './secret.ts';
