import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    forgotten: 'I have forgotten my password',
    wrong: 'That e-mail address and password do not belong together. Check both and try again.',
    emailMissing: 'Enter your e-mail address',
    passwordMissing: 'Enter your password',
    demoHeading: 'Accounts to try',
    demoLead: (password: string) => `All of them are in the invented example. The password is ${password} for all.`,
    signOut: 'Sign out',
  },
  organisation: {
    actingFor: 'You act for',
    change: 'Change',
    title: 'Whom do you act for?',
    lead: 'What you do is recorded as done by the organisation you act for.',
    choose: (name: string) => `Act for ${name}`,
    none: 'You do not hold a seat in any organisation yet.',
    now: 'now',
  },
} satisfies TextsLike<typeof sv>;
