import { mapFields, parseQuantity } from '@k8s-blocks/manifest';
import { chain, type Fill, inside } from './fill.ts';

/** Quantities as integers of billionths, so that `1000m`, `1` and `"1"` are equal. Other values stay. */
const quantities: Fill = (fields) => mapFields(fields, (_, value) => parseQuantity(value) ?? value);

/** The resources of a container or a claim. */
export const resources: Fill = chain(inside('limits', quantities), inside('requests', quantities));
