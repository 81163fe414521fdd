import { rule } from '@k8s-blocks/invariants';
import { internet } from '@k8s-blocks/topology';
import { database, orders, payments } from './contracts.ts';

/** What must hold of the shop besides what every stack is judged by: `verify` judges each environment by it. */
export default [
  rule(
    'no path from the internet to the database but through orders',
    ({ paths }) => paths(internet, database, { avoiding: orders }),
    { code: 'database-behind-orders', why: 'Orders checks who asks; the database does not.' },
  ),
  rule('only orders has payments made', ({ reaches, everyoneBut }) => reaches(everyoneBut(orders), payments)),
  rule('images come from the registry of the shop', ({ workloads }) =>
    workloads
      .filter(({ service }) => service !== 'database')
      .flatMap(({ object, containers }) =>
        containers
          .filter(({ image }) => !image.startsWith('registry.shop.example.com/'))
          .map(({ image, path }) => ({ object, field: `${path}.image`, problem: `It runs "${image}".` })),
      ),
  ),
];
