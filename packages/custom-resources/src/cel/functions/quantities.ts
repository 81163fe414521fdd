import { compareQuantities, ONE, parseQuantity, type Quantity } from '@k8s-blocks/manifest';
import { CelError } from '../errors.ts';
import { checkedInt } from '../operators.ts';
import { QuantityValue } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of quantities.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library
 */
export const QUANTITIES: readonly Overload[] = [
  fn('isQuantity', ['string'], (text) => parseQuantity(text) !== undefined),
  fn('quantity', ['string'], (text) => new QuantityValue(quantityOf(text))),
  fn('sign', ['quantity'], ({ quantity }) => BigInt(compareQuantities(quantity, 0n))),
  member('sign', ['quantity'], ({ quantity }) => BigInt(compareQuantities(quantity, 0n))),
  member('isGreaterThan', ['quantity', 'quantity'], (one, other) => one.quantity > other.quantity),
  member('isLessThan', ['quantity', 'quantity'], (one, other) => one.quantity < other.quantity),
  member('compareTo', ['quantity', 'quantity'], (one, other) =>
    BigInt(compareQuantities(one.quantity, other.quantity)),
  ),
  member('isInteger', ['quantity'], ({ quantity }) => isInteger(quantity)),
  member('asInteger', ['quantity'], ({ quantity }) => {
    if (!isInteger(quantity)) throw new CelError('cannot convert value to integer');
    return checkedInt(quantity / ONE);
  }),
  member('asApproximateFloat', ['quantity'], ({ quantity }) => Number(quantity) / Number(ONE)),
  member('add', ['quantity', 'quantity'], (one, other) => new QuantityValue(one.quantity + other.quantity)),
  member('add', ['quantity', 'int'], (one, other) => new QuantityValue(one.quantity + other * ONE)),
  member('sub', ['quantity', 'quantity'], (one, other) => new QuantityValue(one.quantity - other.quantity)),
  member('sub', ['quantity', 'int'], (one, other) => new QuantityValue(one.quantity - other * ONE)),
];

function quantityOf(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new CelError('quantities must match the regular expression of a quantity');
  return quantity;
}

function isInteger(quantity: Quantity): boolean {
  const size = quantity < 0n ? -quantity : quantity;
  return quantity % ONE === 0n && size / ONE < 2n ** 63n;
}
