import { countFirst } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  title: 'Is the system well?',
  trail: 'My account',
  yes: 'Yes. Nothing needs you right now.',
  no: (count: number) =>
    count === 1 ? 'Almost. One thing needs you.' : `Not quite. ${countFirst('en', count)} things need you.`,
  problems: {
    heading: 'Needs you',
    jobs: (count: number) =>
      count === 1
        ? 'One job has been given up. Run it again when the cause is gone.'
        : `${countFirst('en', count)} jobs have been given up. Run them again when the cause is gone.`,
    letters: (count: number) =>
      count === 1 ? 'One letter has not arrived.' : `${countFirst('en', count)} letters have not arrived.`,
    lag: (minutes: number) =>
      `The queue is behind: the oldest job has waited for ${minutes} minutes. Does the worker run, and the database answer?`,
    backupNever: 'No backup has been made here. npm run backup makes one, every night if you set it up.',
    backupOld: (days: number) => `The last backup is ${days} days old.`,
    source: (name: string, days: number) => `${name} has not answered for ${days} days.`,
    sourceNever: (name: string) => `${name} has never answered.`,
    contact: (date: string) =>
      `The contact for security faults runs out on ${date}. Look it through and move SECURITY_EXPIRES forward.`,
  },
  jobs: {
    heading: 'Jobs that have not succeeded',
    none: 'Every job has succeeded.',
    tasks: {
      'send-mail': 'Send a letter',
      'refresh-series': 'Fetch a series of figures',
      'refresh-catalogue': 'Fetch the catalogue of indicators',
    },
    other: (task: string) => `The job ${task}`,
    gaveUp: 'Given up',
    again: (time: string) => `Tries again ${time}`,
    attempts: (count: number) => (count === 1 ? 'One attempt.' : `${countFirst('en', count)} attempts.`),
    last: (time: string) => `Last ${time}.`,
    run: 'Run again',
    runHidden: (task: string) => `: ${task}`,
  },
  failures: {
    database: 'The database did not answer.',
    connection: 'The server at the other end did not answer.',
    slow: 'The server at the other end answered too late.',
    refusedSignIn: 'The mail server did not accept our sign-in.',
    unknownReceiver: 'The mail server says that the receiver does not exist or does not take the letter.',
    later: 'The mail server asked us to come back later.',
    certificate: 'The server at the other end could not show a valid certificate.',
    runOut: 'The letter grew too old: the link in it is no longer valid.',
    other: 'A failure that is not recognised. The log tells of it.',
  },
  letters: {
    heading: 'Letters that did not arrive',
    none: 'Every letter has left.',
    noServer: 'No mail server is set. Letters stay in the outbox until there is one.',
    to: (address: string) => `Letter to ${address}`,
    failed: (time: string) => `Last tried ${time}.`,
    tooLate: 'Ask the person who sent the letter to do it again.',
    send: 'Send again',
    dismiss: 'Put aside',
    hidden: (address: string) => `: the letter to ${address}`,
  },
  standing: {
    heading: 'How it stands',
    queue: 'Jobs in the queue',
    queueEmpty: 'Nothing waits.',
    queueWaits: (count: number, seconds: number) =>
      `${count === 1 ? 'One job waits' : `${countFirst('en', count)} jobs wait`}, the oldest for ${seconds} seconds.`,
    sources: 'Sources',
    sourceOff: 'The installation fetches no figures itself.',
    source: (name: string, series: number, time: string) => `${name}: ${series} series, last answered ${time}.`,
    sourceNotYet: (name: string, series: number) => `${name}: ${series} series, has not answered yet.`,
    failing: (count: number) =>
      count === 1 ? 'One series could not be fetched.' : `${countFirst('en', count)} series could not be fetched.`,
    backup: 'Last backup',
    backupAt: (time: string, rows: string) => `${time}, ${rows} rows.`,
    noBackup: 'None has been made here.',
    checkpoint: 'Last checkpoint of the history',
    noCheckpoint: 'None is written here.',
    signedIn: 'Signed in now',
    people: (count: number) => (count === 1 ? 'One person' : `${countFirst('en', count)} people`),
    database: 'Size of the database',
    megabytes: (size: string) => `${size} MB`,
    version: 'Version',
    versions: (version: string, node: string) => `Armkrok ${version}, Node.js ${node}`,
    started: 'Started',
  },
  done: {
    running: 'The job is being run again.',
    sending: 'The letter is being sent again.',
    dismissed: 'The letter has been put aside.',
    tooLate: 'It could not be sent: the letter has been sent already, or its link has run out.',
    notRun: 'The job is no longer there. It may have succeeded while you were reading.',
  },
} satisfies typeof sv;
