export type FailureKind =
  | 'database'
  | 'connection'
  | 'slow'
  | 'refusedSignIn'
  | 'unknownReceiver'
  | 'later'
  | 'certificate'
  | 'runOut'
  | 'other';

/** The first that fits is said; the technical text itself is for the log. */
const signs: readonly (readonly [FailureKind, RegExp])[] = [
  ['runOut', /^no longer of use$/],
  ['database', /ECONNREFUSED.*5432|terminating connection|Connection terminated|too many clients|database system/i],
  ['refusedSignIn', /EAUTH|(?<![:.\d])5(30|34|35)[ -]|Invalid login/i],
  ['unknownReceiver', /EENVELOPE|(?<![:.\d])55[0-4][ -]/],
  ['later', /(?<![:.\d])4[2-5]\d[ -]/],
  ['certificate', /certificate|CERT_|self.signed|altnames/i],
  ['slow', /ETIMEDOUT|ETIMEOUT|timed? ?out/i],
  ['connection', /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ESOCKET|EDNS|socket|network|fetch failed/i],
];

/** What kind of failure a technical text tells of. */
export const failureKind = (text: string): FailureKind => signs.find(([, sign]) => sign.test(text))?.[0] ?? 'other';

/** Enough of an address to recognise it: a…@kommun.example. */
export function veiledAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`;
}
