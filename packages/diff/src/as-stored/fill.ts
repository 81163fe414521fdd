import { type Fields, isFields } from '@k8s-blocks/manifest';

/** Fills in what a part of an object leaves to the API server. */
export type Fill = (fields: Fields) => Fields;

/** Fills in defaults where the fields are absent. */
export function defaults(values: Fields): Fill {
  return (fields) => ({ ...values, ...fields });
}

/** One after the other. */
export function both(...fills: readonly Fill[]): Fill {
  return (fields) => fills.reduce((filled, fill) => fill(filled), fields);
}

/** Fills in within a field, where it is there: a map, or each map of a list. */
export function inside(field: string, fill: Fill): Fill {
  return (fields) => {
    const value = fields[field];
    if (Array.isArray(value)) return { ...fields, [field]: value.map((each) => (isFields(each) ? fill(each) : each)) };
    return isFields(value) ? { ...fields, [field]: fill(value) } : fields;
  };
}

/** Fills in within a field that the API has in any case. */
export function always(field: string, fill: Fill): Fill {
  return both(defaults({ [field]: {} }), inside(field, fill));
}
