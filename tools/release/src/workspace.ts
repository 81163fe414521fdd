import { fileURLToPath } from 'node:url';

/** The root of this workspace. */
export const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));
