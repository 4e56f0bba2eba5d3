import type { FormInput, FormReader } from '../platform/http/form-input.ts';
import type { Language } from '../platform/texts.ts';
import { isEasilyGuessed, type PasswordOwner } from './common-passwords.ts';
import { advisedPassword, longestPassword, shortestPassword } from './passwords.ts';
import { identityTexts } from './texts.ts';

/** As it was typed, with every space: a password is not read as other texts are. */
export const typedPassword = (form: FormInput, field: string): string => form.typed[field] ?? '';

/** A password that somebody chooses: long enough, and not among the first that would be guessed. Of what it is made is theirs. */
export function readNewPassword(
  reader: FormReader,
  form: FormInput,
  field: string,
  language: Language,
  owner: PasswordOwner,
): string {
  const t = identityTexts(language).password;
  const password = typedPassword(form, field);
  const { length } = [...password];
  if (length < shortestPassword) reader.wrong(field, t.tooShort(shortestPassword));
  else if (length > longestPassword) reader.wrong(field, t.tooLong(longestPassword));
  else if (isEasilyGuessed(password, owner)) reader.wrong(field, t.easilyGuessed);
  return password;
}

export const passwordHint = (language: Language): string =>
  identityTexts(language).password.hint(shortestPassword, advisedPassword);
