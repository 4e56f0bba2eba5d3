import { countFirst, type TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export const en: TextsLike<typeof sv> = {
  title: 'My work',
  lead: (count) => (count === 1 ? 'One thing waits for you.' : `${count} things wait for you.`),
  leadLate: (late) => (late === 1 ? 'One is late.' : `${late} are late.`),
  leadNothing: 'Nothing waits for you.',
  nothingWhy:
    'What you are to read, answer, confirm, report, decide or sign is gathered here, from every collaboration you take part in.',
  nothingAction: 'See your collaborations',
  onlyYou: 'Only you see this list.',
  groups: { late: 'Late', soon: 'Within seven days', later: 'Further on', undated: 'No due date' },
  late: (count) => `Late, ${days(count)}`,
  lateSince: (month) => `Late since ${month}`,
  today: 'Today at the latest',
  until: (date) => `By ${date}`,
  seats: (titles) => `Seat: ${titles}`,
  standIn: (names) => (names === '' ? 'Nobody holds the seat' : `You stand in for ${names}`),
  standInUntil: (names, date) => `You stand in for ${names}, who is away until ${date}`,
  withDeputy: (names) => `Lies with ${names}`,
  protectedWaits: (count) =>
    count === 1 ? 'One thing waits in a protected collaboration' : `${count} things wait in a protected collaboration`,
  protectedWhy: 'What it is stands only inside it.',
  openAs: (organisation) => `Open for ${organisation}`,
  elsewhere: {
    deputy: 'Left to a deputy',
    deputyWhy: (date) => `You are away until ${date}. This lies with your deputy meanwhile.`,
    holder: (count) =>
      count === 1
        ? 'One thing lies with the one you are deputy for'
        : `${count} things lie with those you are deputy for`,
  },
  awaited: {
    heading: 'You are waiting for the parties',
    beside: 'Where you lead the work',
  },
  filter: {
    label: 'Show',
    all: 'All collaborations',
    submit: 'Show',
    none: 'Nothing waits for you there.',
  },
  matter: {
    title: 'Open for another organisation',
    lead: (organisation) => `This belongs to your seat in ${organisation}. Change organisation to open it.`,
    submit: (organisation) => `Change to ${organisation} and open`,
    cancel: 'My work',
  },
  links: { absence: 'Say that you are away', digest: 'Change how often you get mail' },
  absence: {
    title: 'When you are away',
    lead: 'What waits for you goes to your deputies meanwhile, in their list and in their mail. When you are back it returns by itself.',
    privacy: 'Do not write why. Your deputies see only for how long.',
    from: 'From',
    until: 'Until',
    dayHint: 'For example 2026-12-21',
    fromWrong: 'Write the first day, for example 2026-12-21',
    untilWrong: 'Write the last day, for example 2027-01-06',
    untilBefore: 'The last day cannot be before the first',
    untilPast: 'Write a last day that has not passed',
    tooLong: 'Write at most one year at a time',
    overlaps: (from, until) => `You have already said ${from} until ${until}`,
    submit: 'Say so',
    back: 'My account',
    noted: 'Said',
    period: (from, until) => `${from} until ${until}`,
    now: 'Now',
    end: 'Take back',
    endOne: (period) => `Take back ${period}`,
    seats: 'Who takes over',
    deputies: (names) => names,
    noDeputy: 'No deputy: what waits stays with you',
    noSeats: 'You hold no seat in the organisation you now act for.',
    seatsAs: (organisation) => `In ${organisation}`,
  },
  digest: {
    title: 'Mail about what waits',
    lead: 'One letter gathers what waits for you, from every collaboration, and progress that others have told. You get at most one a day, and none when there is nothing to say.',
    legend: 'How often do you want it?',
    rhythms: {
      daily: 'Every working day',
      weekly: 'Once a week',
      never: 'Never',
    },
    hints: {
      daily: 'In the morning, Monday to Friday.',
      weekly: 'On Mondays. Also three days before and the day after a last day.',
      never: 'No letters, nor any reminders. The list is still there under My work.',
    },
    newsLegend: 'Progress',
    news: 'Include progress',
    newsHint: 'The letter then also comes when nothing waits but somebody has told of progress.',
    missing: 'Choose one of the three',
    submit: 'Save',
    cancel: 'My account',
  },
  letter: {
    subject: (count) => (count === 1 ? 'One thing waits for you' : `${count} things wait for you`),
    subjectLate: (count, late) =>
      `${count === 1 ? 'One thing waits' : `${count} things wait`} for you, ${late === 1 ? 'one is late' : `${late} are late`}`,
    subjectNews: (count) =>
      count === 1
        ? 'One note of progress since last time'
        : `${countFirst('en', count)} notes of progress since last time`,
    greeting: (name) => `Hello ${name},`,
    neutral: (count) =>
      count === 1
        ? 'One thing that a letter may not say more about'
        : `${count} things that a letter may not say more about`,
    more: (count) => (count === 1 ? 'and one more' : `and ${count} more`),
    news: 'Progress since last time',
    moreNews: (count: number) =>
      count === 1 ? 'and one more note of progress' : `and ${count} more notes of progress`,
    all: 'See everything in My work',
    why: {
      daily: 'You get this letter every working day that something waits or has happened.',
      weekly: 'You get this letter on Mondays, and three days before and the day after a last day.',
    },
    stop: 'Stop sending letters like this',
    change: 'Change how often you get it',
  },
  unsubscribe: {
    title: 'Stop mail about what waits',
    lead: 'You will get no more digests and no reminders. Other mail, such as invitations, is not affected.',
    submit: 'Stop sending',
    done: 'You will get no more mail about what waits',
    doneText: 'What waits is still there under My work. There you can also start getting the letters again.',
  },
  verbs: {
    'absence.noted': 'noted a period away',
    'absence.ended': 'took back a period away',
  },
  told: { absence: { fromOn: 'From', untilOn: 'Until' } },
};
