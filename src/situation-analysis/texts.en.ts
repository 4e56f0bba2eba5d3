import type { TextsLike } from '../platform/texts.ts';
import type { sv } from './texts.sv.ts';

export const en = {
  title: 'Situation analysis',
  lead: 'What you see together: what the problem is, why it is so and what is already done. Several can write, and no text is lost.',
  sections: {
    problem: 'The problem',
    affected: 'Who is affected',
    causes: 'Why it is so',
    surroundings: 'The surroundings',
    done: 'What is already done',
    knowledge: 'What research and others’ attempts say',
    jointBenefit: 'The joint benefit',
    ownBenefit: 'The party’s own benefit',
  },
  method: {
    problem:
      'Write what is wrong today and how you know it, not what you want to do. A problem that everyone recognises is easier to share than a solution.',
    affected:
      'Write who is affected, how many they are and who is seldom heard. Include those who meet the problem in their work.',
    causes:
      'Write what does not fit in the tree of causes. Ask why until you reach something that you can influence together.',
    surroundings:
      'Write what has an influence from outside: local, regional, national and international. Keep apart what you can influence and what you must reckon with.',
    done: 'Write what is already done, by whom and since when, and whom you have visited to learn. In Blekinge a world scan came before the work, and the region travelled to Scotland and Örnsköldsvik to learn.',
    knowledge:
      'Write findings with source and year, and whether they are evidence-based, proven experience or untested. Also write what has been tried and did not work.',
    jointBenefit:
      'Write what you reach together that nobody reaches alone. That benefit is why the collaboration is there.',
    ownBenefit:
      'The party itself writes what it gains and what it costs it. Whoever knows its own benefit lasts longer.',
  },
  own: (party: string) => `Own benefit: ${party}`,
  ownHeading: 'The parties’ own benefit',
  empty: 'Nothing written yet.',
  written: (who: string, organisation: string, date: string, number: number) =>
    `Version ${number}. ${who}, ${organisation}, ${date}.`,
  somebody: 'Somebody',
  isWriting: (who: string, organisation: string, time: string) =>
    `${who}, ${organisation}, has been writing since ${time}.`,
  advice: 'You can write all the same. Both texts are then kept to be merged.',
  write: 'Write',
  takeOver: 'Take over and write',
  versions: 'Versions',
  toAnalysis: 'Situation analysis',
  edit: {
    title: (section: string) => `Write: ${section}`,
    text: 'Text',
    textHint: 'Headings, bulleted lists, bold, italic and links are fine.',
    merged: 'The merged text',
    mergedHint: 'Your text stands in the field. Take what you want from the other one and save.',
    yours: 'Your text',
    theirs: 'The text that is saved now',
    tooLong: 'The text is too long. It may have at most 40,000 characters.',
    save: 'Save for everyone',
    saveDraft: 'Save draft',
    draftFound: (date: string, time: string) =>
      `Your draft from ${date} at ${time} stands in the field. Only you see it.`,
    draftKept: 'The draft is saved. Only you see it.',
    cancel: 'Cancel',
  },
  compare: {
    title: (section: string) => `Versions: ${section}`,
    from: 'From version',
    to: 'To version',
    show: 'Compare',
    added: 'added',
    removed: 'removed',
    none: 'Nothing is saved yet.',
    same: 'The texts are the same.',
  },
  causes: {
    title: 'Causes',
    tree: 'Causes as a tree: the problem to the left, and to the right of each cause what lies behind it',
    problem: 'The problem',
    none: 'No cause is written yet. Ask why, and then why again, until you reach something that you can influence.',
    add: 'Add a cause',
    addUnder: 'Add behind it',
    change: 'Change or move',
    text: 'The cause',
    textMissing: 'Write the cause in at most 200 characters.',
    under: 'Lies behind',
    underWrong: 'Choose what the cause lies behind. It cannot lie behind itself.',
    save: 'Save',
    contest: 'We do not share the picture',
    contestTitle: 'Do you share the picture?',
    because: 'Why you do not share the picture',
    becauseHint: 'Leave empty if you share it.',
    becauseWrong: 'Write at most 500 characters.',
    contested: (organisation: string) => `${organisation} does not share the picture`,
  },
  gaps: {
    none: 'There is no situation analysis',
    noneWhy: 'Without a shared picture of the problem, each chooses a solution of its own.',
    empty: (count: number) =>
      count === 1
        ? 'One section of the situation analysis is empty'
        : `${count} sections of the situation analysis are empty`,
    emptyWhy: 'What nobody has written, nobody has tested.',
    write: 'Write',
    missing: (count: number) => `${count} missing`,
  },
  verbs: {
    'section.saved': 'saved a section of the situation analysis',
    'cause.added': 'added a cause',
    'cause.changed': 'changed a cause',
    'cause.contested': 'said that the party does not share the picture of a cause',
    'cause.shared': 'said that the party shares the picture of a cause',
  },
  told: {
    section: { section: 'Section', number: 'Version', text: 'Text' },
    cause: { text: 'Cause', because: 'Why' },
  },
  search: { heading: 'Situation analyses' },
} satisfies TextsLike<typeof sv>;
