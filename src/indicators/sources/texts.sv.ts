export const sv = {
  published: (source: string, codes: string, date: string) => `Källa: ${source} (${codes}), hämtat ${date}.`,
  publishedTo: (source: string, codes: string, date: string, last: string) =>
    `Källa: ${source} (${codes}), hämtat ${date}, värden till ${last}.`,
  processed: {
    calculated: (source: string) => `Egen beräkning i Armkrok på värden ur ${source}.`,
    ownSelection: (source: string) => `Eget urval, ovägt medel. Egen beräkning i Armkrok på värden ur ${source}.`,
  },
  failures: {
    unreachable: 'Källan gick inte att nå.',
    timedOut: 'Källan svarade inte i tid.',
    tooMany: 'Källan tog inte emot fler frågor just då.',
    broken: 'Källan hade ett fel hos sig.',
    notThere: 'Det som söktes finns inte längre i källan.',
    refused: 'Källan nekade frågan.',
    elsewhere: 'Svaret pekade på en annan webbplats och togs inte emot.',
    notJson: 'Källan svarade med en webbsida i stället för siffror.',
    reshaped: 'Svaret hade en annan form än källans svar brukar ha och togs inte emot.',
    tooLarge: 'Svaret var för stort.',
    endless: 'Svaret tog aldrig slut.',
    implausible: 'Svaret saknade de flesta av de värden som finns här och togs inte emot.',
  },
};
