import { countFirst, countInWords } from '../platform/texts.ts';

const things = (count: number): string => (count === 1 ? 'En sak saknas' : `${countFirst('sv', count)} saker saknas`);
const answers = (count: number): string =>
  count === 1 ? 'ett svar väntar' : `${countInWords('sv', count)} svar väntar`;

export const sv = {
  lineOfSight: {
    title: 'Röda tråden',
    lead: (name: string, reader: string, date: string) => `${name}, som ${reader} ser det ${date}`,
    leadOpen: (name: string, date: string) => `${name}, ${date}`,
    standing: (missing: number, waits: number) =>
      missing === 0
        ? waits === 0
          ? 'Ingenting saknas'
          : waits === 1
            ? 'Ett svar väntar'
            : `${countFirst('sv', waits)} svar väntar`
        : waits === 0
          ? things(missing)
          : `${things(missing)}, ${answers(waits)}`,
    columns: {
      challenge: 'Utmaning',
      goals: 'Gemensamma mål',
      contributions: 'Parternas bidrag',
      indicators: 'Indikatorer',
      activities: 'Aktiviteter',
    },
    picture: 'Röda tråden från utmaning till mål, parternas bidrag och indikatorer',
    vision: (text: string) => `Vision: ${text}`,
    strand: (party: string, form: string) => `${party}, ${form}`,
    fromTo: (from: string, to: string, year: number) => `Från ${from} till ${to} ${year}`,
    toYear: (year: number) => `Till ${year}`,
    ours: 'Ert bidrag saknas',
    noActivity: 'aktivitet saknas',
    activities: (count: number) => (count === 1 ? '1 aktivitet' : `${count} aktiviteter`),
    unpledged: 'Inget utfäst',
    aimless: 'Aktiviteter för inget av målen',
    aimlessWhy: 'De görs, men tråden når dem inte.',
    activityNotAnswered: 'aktivitet ej besvarad',
    nobody: 'Inget bidrag än',
    key: {
      whole: 'Någon har åtagit sig det',
      aside: 'Bidrar inte',
      missing: 'Saknas',
      notAnswered: 'Ej besvarat',
      target: 'Målnivå, streck vid målåret',
      doubted: 'Ifrågasatt värde',
    },
    list: 'Tråden i ord',
    untold: 'Källan nämner inga mål med målår, så det finns ingen röd tråd att rita.',
    empty: 'Tråden börjar i det första gemensamma målet. Skriv det, så kan parterna svara på vad de bidrar med.',
    close: 'Till översikten',
    file: 'roda-traden',
    csv: {
      kind: 'slag',
      goal: 'mål',
      party: 'part',
      form: 'form',
      text: 'text',
      value: 'värde',
      year: 'år',
      state: 'läge',
      contribution: 'bidrag',
      activity: 'aktivitet',
      indicator: 'indikator',
      label: 'märkning',
      source: 'källa',
    },
  },
};
