import { mapFields, parseQuantity } from '@k8s-blocks/manifest';
import { both, type Fill, inside } from './fill.ts';

/** Quantities as numbers of billionths, so that `1000m`, `1` and `"1"` are the same. What is not a quantity stays as it is. */
const quantities: Fill = (fields) => mapFields(fields, (_, value) => parseQuantity(value) ?? value);

/** The resources of a container or a claim. */
export const resources: Fill = both(inside('limits', quantities), inside('requests', quantities));
