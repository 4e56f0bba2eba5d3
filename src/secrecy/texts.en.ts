import type { sv } from './texts.sv.ts';

export const en = {
  title: 'Secrecy marking',
  lead: 'A marking is a warning, not a decision. Every request for the information is assessed anew.',
  effect:
    'Once marked, only your organisation sees the information, and those that you disclose it to. So it is with attachments, history, search and files too.',
  alreadyOut:
    'What stands in an adopted report or in material that has been sent does not change: the parties already hold that document.',
  back: 'To where it stands',
  about: 'Concerns',
  form: {
    choose: 'The information may be subject to secrecy',
    chooseHint: 'Only your organisation then sees the observation, until you disclose it.',
    section: 'Section of law',
    sectionHint: 'The chapter and section that may apply.',
    other: 'Another section',
    otherLabel: 'Another section, if it is not in the list',
    sectionMissing: 'Choose a section, or write chapter and section',
    authority: 'Authority that has assessed it',
    authorityMissing: 'Write which authority has assessed the information',
    decidedBy: 'Who decided it?',
    decidedByHint: 'Name or position.',
    decidedByMissing: 'Write who decided it',
    decidedOn: 'Date',
    decidedOnMissing: 'Write a date in the past, such as 2023-11-20',
    submit: 'Mark as secret',
  },
  marking: {
    section: 'Section',
    authority: 'Authority',
    decidedBy: 'Decided by',
    date: 'Date',
    seenBy: 'Seen by',
    change: 'Secrecy marking',
    mark: 'Mark as secret',
    note: (section, authority, date) =>
      `Marked as secret: ${section}. ${authority}, ${date}. A warning: every request is assessed anew.`,
    earlier: 'Earlier markings',
    liftedLine: (section, by, date, because) => `${section}. Lifted by ${by}, ${date}: ${because}`,
  },
  lift: {
    heading: 'Lift the marking',
    lead: 'The information is then seen again by all who may read what it belongs to. That it was marked remains.',
    liftedBy: 'Who decided to lift it?',
    because: 'Why?',
    becauseMissing: 'Write why the marking is lifted',
    submit: 'Lift the marking',
  },
  disclosure: {
    heading: 'Disclosed to',
    none: 'No other organisation has received the information.',
    add: 'Disclose to another party',
    title: 'Disclose to another party',
    lead: 'Secrecy applies between authorities too. Choose the provision that lets the information be passed on, and write the grounds.',
    to: 'To',
    toMissing: 'Choose at least one party',
    noOthers: 'All parties that read here have received the information.',
    basis: 'Legal basis for disclosing',
    basisMissing: 'Choose the provision that you rely on',
    basisText: (rule, about, source) => `${rule}: ${about}${source ? ` (${source})` : ''}`,
    grounds: 'Grounds',
    groundsHint: 'So that somebody else can understand the assessment afterwards.',
    groundsMissing: 'Write the grounds for passing the information on',
    submit: 'Disclose',
    line: (name, basis) => `${name}: ${basis}`,
    decided: (by, date) => `Decided by ${by}, ${date}`,
  },
  leftOut: 'Information marked as secret has been left out.',
  withheld: (count) =>
    count === 1
      ? 'One piece of information marked as secret is not shown to your organisation.'
      : `${count} pieces of information marked as secret are not shown to your organisation.`,
  verbs: {
    'secrecyMarking.set': 'marked information as secret',
    'secrecyMarking.lifted': 'lifted a secrecy marking',
    'secrecyMarking.disclosed': 'disclosed information marked as secret to another party',
  },
} satisfies typeof sv;
