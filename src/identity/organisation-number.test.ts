import { expect, test } from 'vitest';
import { readOrganisationNumber } from './organisation-number.ts';

// Published numbers of Karlskrona, Olofström and SKR.
test.each(['212000-0829', '2120000829', '212000 0803', '222000-0315'])('accepts %s', (text) => {
  expect(readOrganisationNumber(text)).toMatch(/^\d{6}-\d{4}$/);
});

test.each([
  ['a wrong check digit', '212000-0828'],
  ['a personal identity number', '811218-9876'],
  ['too few digits', '212000-082'],
  ['letters', '21200O-0829'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(readOrganisationNumber(text)).toBeUndefined();
});
