import { rule } from '@k8s-blocks/invariants';
import { connector, tigerbeetle } from '@k8s-blocks/stack';

/** What must hold of this system besides what every stack is judged by. */
export default [
  rule(
    'nothing gets to the ledger but through the connector',
    ({ paths, everyoneBut }) => paths(everyoneBut(connector, tigerbeetle), tigerbeetle, { avoiding: connector }),
    { code: 'ledger-behind-connector', why: 'Only the connector checks a transfer before it is written.' },
  ),
  rule(
    'the ledger calls no other service and nothing outside',
    ({ reaches, everyoneBut }) => reaches(tigerbeetle, everyoneBut(tigerbeetle)),
    {
      why: 'Whoever breaks into it is to find no way out.',
    },
  ),
];
