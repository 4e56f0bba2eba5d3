import { expect, test } from 'vitest';
import { failureKind, veiledAddress } from './failure.ts';

test.each([
  ['no longer of use', 'runOut'],
  ['Invalid login: 535 5.7.8 Authentication failed', 'refusedSignIn'],
  ["Can't send mail - all recipients were rejected: 550 5.1.1 unknown", 'unknownReceiver'],
  ['Message failed: 451 4.7.1 Greylisting in action', 'later'],
  ['self-signed certificate in certificate chain', 'certificate'],
  ['connect ETIMEDOUT 192.0.2.1:25', 'slow'],
  ['connect ECONNREFUSED 192.0.2.1:443 after 3 attempts', 'connection'],
  ['Connection timeout', 'slow'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'database'],
  ['terminating connection due to administrator command', 'database'],
  ['getaddrinfo ENOTFOUND mail.example.org', 'connection'],
  ['Cannot read properties of undefined', 'other'],
  ['', 'other'],
])('%s is %s', (text, kind) => {
  expect(failureKind(text)).toBe(kind);
});

test.each([
  ['ada.berg@kommun.example', 'a…@kommun.example'],
  ['"a@b"@kommun.example', '"…@kommun.example'],
  ['nobody', '…'],
])('%s is shown as %s', (address, shown) => {
  expect(veiledAddress(address)).toBe(shown);
});
