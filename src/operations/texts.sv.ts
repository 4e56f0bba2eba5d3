import { countFirst } from '../platform/texts.ts';

export const sv = {
  title: 'Mår systemet bra?',
  trail: 'Mitt konto',
  yes: 'Ja. Inget behöver dig just nu.',
  no: (count: number) =>
    count === 1 ? 'Nästan. En sak behöver dig.' : `Inte riktigt. ${countFirst('sv', count)} saker behöver dig.`,
  problems: {
    heading: 'Behöver dig',
    jobs: (count: number) =>
      count === 1
        ? 'Ett jobb har getts upp. Kör det igen när orsaken är borta.'
        : `${countFirst('sv', count)} jobb har getts upp. Kör dem igen när orsaken är borta.`,
    letters: (count: number) =>
      count === 1 ? 'Ett brev har inte kommit fram.' : `${countFirst('sv', count)} brev har inte kommit fram.`,
    lag: (minutes: number) =>
      `Kön ligger efter: det äldsta jobbet har väntat i ${minutes} minuter. Går arbetaren, och svarar databasen?`,
    backupNever: 'Ingen säkerhetskopia är gjord här. Den görs med npm run backup, varje natt om du lägger in det.',
    backupOld: (days: number) => `Den senaste säkerhetskopian är ${days} dagar gammal.`,
    source: (name: string, days: number) => `${name} har inte svarat på ${days} dagar.`,
    sourceNever: (name: string) => `${name} har aldrig svarat.`,
    contact: (date: string) =>
      `Kontaktvägen för säkerhetsfel går ut den ${date}. Kontrollera den och flytta fram SECURITY_EXPIRES.`,
  },
  jobs: {
    heading: 'Jobb som inte har lyckats',
    none: 'Alla jobb har lyckats.',
    tasks: {
      'send-mail': 'Skicka ett brev',
      'refresh-series': 'Hämta en dataserie',
      'refresh-catalogue': 'Hämta katalogen över nyckeltal',
    },
    other: (task: string) => `Jobbet ${task}`,
    gaveUp: 'Har getts upp',
    again: (time: string) => `Försöker igen ${time}`,
    attempts: (count: number) => (count === 1 ? 'Ett försök.' : `${countFirst('sv', count)} försök.`),
    last: (time: string) => `Senast ${time}.`,
    run: 'Kör igen',
    runHidden: (task: string) => `: ${task}`,
  },
  failures: {
    database: 'Databasen svarade inte.',
    connection: 'Servern i andra änden svarade inte.',
    slow: 'Servern i andra änden svarade för sent.',
    refusedSignIn: 'E-postservern godtog inte vår inloggning.',
    unknownReceiver: 'E-postservern säger att mottagaren inte finns eller inte tar emot brevet.',
    later: 'E-postservern bad oss komma tillbaka senare.',
    certificate: 'Servern i andra änden kunde inte visa ett giltigt certifikat.',
    runOut: 'Brevet hann bli för gammalt: länken i det gäller inte längre.',
    other: 'Ett fel som inte känns igen. Det står i loggen.',
  },
  letters: {
    heading: 'Brev som inte kom fram',
    none: 'Alla brev har kommit iväg.',
    noServer: 'Ingen e-postserver är inställd. Brev ligger kvar i utkorgen tills det finns en.',
    to: (address: string) => `Brev till ${address}`,
    failed: (time: string) => `Senast försökt ${time}.`,
    tooLate: 'Be den som skickade brevet att göra om det.',
    send: 'Skicka igen',
    dismiss: 'Lägg undan',
    hidden: (address: string) => `: brevet till ${address}`,
  },
  standing: {
    heading: 'Så står det till',
    queue: 'Jobb i kö',
    queueEmpty: 'Inget väntar.',
    queueWaits: (count: number, seconds: number) =>
      `${count === 1 ? 'Ett jobb väntar' : `${countFirst('sv', count)} jobb väntar`}, det äldsta sedan ${seconds} sekunder.`,
    sources: 'Källor',
    sourceOff: 'Installationen hämtar inga siffror själv.',
    source: (name: string, series: number, time: string) => `${name}: ${series} serier, svarade senast ${time}.`,
    sourceNotYet: (name: string, series: number) => `${name}: ${series} serier, har inte svarat än.`,
    failing: (count: number) =>
      count === 1
        ? 'En serie kunde inte hämtas senast.'
        : `${countFirst('sv', count)} serier kunde inte hämtas senast.`,
    backup: 'Senaste säkerhetskopia',
    backupAt: (time: string, rows: string) => `${time}, ${rows} rader.`,
    noBackup: 'Ingen är gjord här.',
    checkpoint: 'Senaste kontrollpunkt för historiken',
    noCheckpoint: 'Ingen är skriven här.',
    signedIn: 'Inloggade nu',
    people: (count: number) => (count === 1 ? 'En person' : `${countFirst('sv', count)} personer`),
    database: 'Databasens storlek',
    megabytes: (size: string) => `${size} MB`,
    version: 'Version',
    versions: (version: string, node: string) => `Armkrok ${version}, Node.js ${node}`,
    started: 'Startades',
  },
  done: {
    running: 'Jobbet körs igen.',
    sending: 'Brevet skickas igen.',
    dismissed: 'Brevet är undanlagt.',
    tooLate: 'Det gick inte att skicka: brevet är redan skickat, eller så har länken i det gått ut.',
    notRun: 'Jobbet finns inte längre. Det kan ha lyckats medan du läste.',
  },
};
