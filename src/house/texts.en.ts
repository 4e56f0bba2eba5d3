import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  skip: 'To the content',
  home: 'Armkrok, start page',
  language: 'Svenska',
  back: 'To the start page',
  failures: {
    notFound: {
      title: 'There is no such page',
      text: 'The address may be misspelt, or the page belongs to a collaboration in which you hold no seat.',
    },
    forbidden: {
      title: 'You may not do that',
      text: 'Your seat does not allow it. Ask the process leader, or whoever administers your organisation.',
    },
    conflict: {
      title: 'Somebody was before you',
      text: 'What you saw has changed since you opened the page. Go back, read the new text and try again.',
    },
    gone: {
      title: 'The link is no longer valid',
      text: 'It has been used or is too old. Ask the person who sent it for a new one.',
    },
    tooManyAttempts: {
      title: 'Too many attempts',
      text: 'Wait a quarter of an hour and try again. If you have forgotten the password you can choose a new one.',
    },
    tooManyRequests: {
      title: 'That was too fast',
      text: (seconds: number) =>
        `You have opened or sent a great deal in a short time, and the system must suffice for everyone. Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`} and try again. What you have saved is still there.`,
    },
    tooManySignIns: {
      title: 'Too many failed sign-ins',
      text: (seconds: number) => {
        const minutes = Math.ceil(seconds / 60);
        return `Many have tried to sign in from your workplace with the wrong password. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
      },
    },
    unavailable: {
      title: 'Closed for a moment',
      text: 'The system has too much to do, or the database does not answer. Nothing you have saved is lost. Try again shortly.',
    },
    full: {
      title: 'There is no room for the file',
      text: 'The storage is full. Nothing of what you sent has been saved, and all that was there remains. Tell whoever runs Armkrok and try again later.',
    },
    filesAway: {
      title: 'The files cannot be reached now',
      text: 'The place where files lie does not answer. Nothing that has been saved is lost. Try again in a little while.',
    },
    badForm: {
      title: 'The form is no longer valid',
      text: 'You may have signed in or out since you opened it. Go back, reload the page and send it again.',
    },
    writtenByAnother: {
      title: 'What was written is not shown here',
      text: 'The form was filled in by somebody else than you. Sign in as the person who wrote it to see the text.',
    },
    tooLarge: {
      title: 'The file is too large',
      text: 'What you sent is larger than what is received at once. Divide it and send the parts one by one.',
    },
    bug: {
      title: 'Something went wrong on our side',
      text: 'Nothing has been saved. Try again, and tell whoever runs Armkrok if it happens again.',
    },
  },
  conflict: {
    heading: 'Somebody else has changed this',
    text: 'What you wrote is still here. Below each field stands what is saved now. Save again to put your text in its place.',
    standsNow: 'It now says:',
  },
  reference: (id: string) => `Give this code if you ask about the error: ${id}`,
} satisfies TextsLike<typeof sv>;
