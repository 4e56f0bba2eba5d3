/** The longest name that every file system takes, with room for what a browser adds to it. */
const mostCharacters = 120;
// Characters of control; those that turn the direction of writing, so that a name looks as if it ended in another way; and
// those that take no room.
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;
const takenByWindows = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * A name as it was given, made into one that names a file and nothing else: no folders, nothing unseen, not too long.
 * Empty when nothing is left.
 */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replace(unseen, '')
    .replace(/[<>:"|?*\ufffd]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  const extension = extensionOf(plain);
  const ending = extension ? `.${extension}` : '';
  const stem = [...plain.slice(0, plain.length - ending.length)]
    .slice(0, mostCharacters - ending.length)
    .join('')
    .trimEnd();
  const name = stem === '' ? '' : `${stem}${ending}`;
  return takenByWindows.test(name) ? `-${name}` : name;
}

/** What stands after the last full stop, in lower case; empty when there is nothing. */
export function extensionOf(name: string): string {
  return (/[^.]\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1] ?? '').toLowerCase();
}
