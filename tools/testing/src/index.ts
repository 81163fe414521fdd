export { type Built, type BuiltObject, built, builtTogether, type Kinds } from './built.ts';
export { builtAlone } from './built-alone.ts';
export { itHoldsTheLaws } from './laws.ts';
