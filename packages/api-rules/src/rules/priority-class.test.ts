import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const priorityClass = (name: string, value: number) =>
  objectOf('scheduling.k8s.io/v1', 'PriorityClass', { metadata: { name }, value });
const found = (name: string, value: number) => violationsOf('priority-class', priorityClass(name, value));

it('has a value that is not for Kubernetes itself', () => {
  expect(judge(priorityClass('high', 1_000_000_000))).toEqual([]);
  expect(judge(priorityClass('low', -5))).toEqual([]);
  expect(found('high', 1_000_000_001)).toEqual(['value: FieldValueForbidden']);
});

it('has a name that is not for Kubernetes itself', () => {
  expect(found('system-payments', 5)).toEqual(['metadata.name: FieldValueForbidden']);
  expect(judge(priorityClass('system-node-critical', 2_000_001_000))).toEqual([]);
});
