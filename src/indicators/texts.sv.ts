export const sv = {
  verdict: {
    noSureChange: 'Ingen säker förändring',
    improvement: 'Förbättring större än normal variation',
    deterioration: 'Försämring större än normal variation',
    tooEarly: 'För tidigt att säga',
  },
  rung: {
    a: 'Vi gjorde det',
    b: 'Värdet ändrades',
    c: 'Större än normal variation',
    d: 'Skiljer sig från liknande platser',
    e: 'Skiljer sig från vad som hade hänt ändå',
  },
  noRung: 'Inget påstås än',
  answer: {
    yes: 'Ja',
    notShown: 'Inte visat',
    tooEarly: 'För tidigt',
    notExamined: 'Inte prövat',
    notKnown: 'Inte känt',
  },
  among: { regions: 'regioner', similar: 'kommuner som Kolada räknar som liknande', chosen: 'valda platser' },
  limits: {
    tooFew: (count: number) =>
      `${count === 1 ? 'Det finns ett värde' : `Det finns ${count} värden`}. Provisoriska gränser ritas från sex värden och låses vid tolv.`,
    noVariation: 'Värdena är lika alla år, så det går inte att räkna ut vad som är normal variation.',
    locked: (lower: string, upper: string, years: string) =>
      `Gränserna ${lower}–${upper} vilar på de tolv första värdena, ${years}, och är låsta.`,
    trial: (lower: string, upper: string, count: string, years: string) =>
      `Gränserna ${lower}–${upper} är provisoriska: de vilar på ${count} värden, ${years}, och låses vid tolv.`,
    trialPreliminary: (lower: string, upper: string, years: string) =>
      `Gränserna ${lower}–${upper} är provisoriska: ett av de tolv värdena, ${years}, är preliminärt.`,
    began: (year: number) => `En ny period började ${year}, så prövningen började om då.`,
    belowReach: (lower: string, least: string) =>
      `Undre gränsen räknas till ${lower}, men värdet kan inte bli lägre än ${least}. Inget värde kan alltså hamna under den.`,
    aboveReach: (upper: string, most: string) =>
      `Övre gränsen räknas till ${upper}, men värdet kan inte bli högre än ${most}. Inget värde kan alltså hamna över den.`,
  },
  signals: {
    beyondAbove: (years: string) => `${years} ligger över övre gränsen.`,
    beyondBelow: (years: string) => `${years} ligger under undre gränsen.`,
    runAbove: (years: string) => `${years} hör till en följd av värden högt över medel.`,
    runBelow: (years: string) => `${years} hör till en följd av värden långt under medel.`,
    rowAbove: (years: string) => `${years} avslutar minst åtta värden i rad över medel.`,
    rowBelow: (years: string) => `${years} avslutar minst åtta värden i rad under medel.`,
    none: 'Inget värde avviker från normal variation.',
    doubted: (years: string) => `Ifrågasatt värde: ${years}.`,
  },
  capability: {
    always: 'Målvärdet ligger så att normal variation når det alla år.',
    sometimes: 'Målvärdet ligger inom normal variation: det nås vissa år och andra inte, utan att något har ändrats.',
    never: 'Målvärdet ligger utanför normal variation: det nås inte utan att något ändras.',
    levelHasChanged: 'Nivån har ändrats, så gränserna säger inget om målvärdet nås med dagens variation.',
    noLimits: 'Det är för tidigt att säga om normal variation når målvärdet.',
  },
  because: {
    notTold: 'Ingen har uppgett vad som har genomförts.',
    noBaseline: 'Utgångsvärde saknas, så det finns inget att räkna ändringen från.',
    noLaterValue: (year: number) => `Inget värde finns efter utgångsåret ${year}.`,
    changed: (from: string, to: string, years: string) => `Från ${from} till ${to}, ${years}.`,
    tooSmallToSee: 'Skillnaden är så liten att den inte syns med de decimaler som visas.',
    unchanged: (year: number, baselineYear: number) => `Värdet är detsamma ${year} som ${baselineYear}.`,
    aboveLimit: (years: string, upper: string) => `${years} ligger över övre gränsen ${upper}.`,
    belowLimit: (years: string, lower: string) => `${years} ligger under undre gränsen ${lower}.`,
    run: (year: number) => `${year} hör till en följd av värden på samma sida om medel.`,
    inBase: 'Ändringen ingår själv i de tolv år som gränserna vilar på.',
    within: (year: number, lower: string, upper: string) =>
      `${year} ligger inom gränserna ${lower}–${upper}, utan mönster som avviker.`,
    otherWay: (year: number) => `${year} avviker åt andra hållet än ändringen från utgångsvärdet.`,
    already: (year: number) => `Redan utgångsvärdet ${year} avvek åt samma håll.`,
    notCompared: 'Ingen jämförelse med liknande platser är gjord.',
    notExamined: 'Ingen har räknat på vad som hade hänt utan samverkan.',
  },
  change: {
    fell: (place: string, amount: string, years: string) => `${years} minskade värdet i ${place} med ${amount}.`,
    rose: (place: string, amount: string, years: string) => `${years} ökade värdet i ${place} med ${amount}.`,
    same: (place: string, years: string) => `${years} var värdet oförändrat i ${place}.`,
    besideFell: (place: string, amount: string) => `I ${place} minskade det med ${amount}.`,
    besideRose: (place: string, amount: string) => `I ${place} ökade det med ${amount}.`,
    rank: (rank: number, of: number, places: string) => `Plats ${rank} av ${of} bland ${places}.`,
    middle: (lower: string, upper: string) => `Hälften av de andra ändrades mellan ${lower} och ${upper}.`,
    within: 'Så stor ändring är vanlig bland dem.',
    better: 'Högst fem av hundra platser har ändrats lika mycket åt rätt håll.',
    worse: 'Högst fem av hundra platser har ändrats lika mycket åt fel håll.',
    tooFew: (count: number) =>
      `${count === 1 ? 'En plats är' : `${count} platser är`} för få att visa en skillnad med: någon hamnar alltid först.`,
    leftOut: (count: number) => (count === 1 ? 'En plats saknar värde.' : `${count} platser saknar värde.`),
  },
  level: {
    rank: (year: number, place: string, value: string, rank: number, of: number) =>
      `${year} har ${place} ${value}, plats ${rank} av ${of} räknat från det bästa värdet.`,
    besideLower: (place: string, value: string, difference: string) => `${place} har ${value}, ${difference} lägre.`,
    besideHigher: (place: string, value: string, difference: string) => `${place} har ${value}, ${difference} högre.`,
    besideSame: (place: string) => `${place} har lika mycket.`,
    ranks: (years: number, best: number, worst: number) =>
      best === worst
        ? `Placeringen har varit densamma de senaste ${years} åren.`
        : `De senaste ${years} åren har placeringen varit mellan ${best} och ${worst}, så en enskild placering säger lite.`,
    noCause: 'En placering visar inte vad den beror på.',
  },
  claim: {
    lower: (place: string, year: number, value: string, baselineYear: number, baseline: string) =>
      `Värdet i ${place} är lägre ${year} än ${baselineYear}: ${value} mot ${baseline}.`,
    higher: (place: string, year: number, value: string, baselineYear: number, baseline: string) =>
      `Värdet i ${place} är högre ${year} än ${baselineYear}: ${value} mot ${baseline}.`,
    ownPlace: 'området',
    same: (year: number, baselineYear: number) => `Värdet är detsamma ${year} som ${baselineYear}.`,
    tooEarly: 'Det är för tidigt att säga om värdet har ändrats.',
    noBaseline: 'Utan utgångsvärde går det inte att säga om värdet har ändrats.',
    improvement: 'Ändringen är en förbättring, och den är större än normal variation.',
    deterioration: 'Ändringen är en försämring, och den är större än normal variation.',
    variationNotShown: 'Det är inte visat att ändringen är större än normal variation.',
    variationTooEarly: 'Det är för tidigt att säga om ändringen är större än normal variation.',
    noCause: 'Det är inte visat att samverkan är orsaken.',
    nothingToExplain: 'Därför går det inte att säga något om vad samverkan har betytt.',
    differs: 'Ändringen skiljer sig från den i liknande platser, men det visar inte vad den beror på.',
    likeOthers: 'Ändringen skiljer sig inte från vad som är vanligt bland liknande platser.',
    tooFewToCompare: 'Platserna att jämföra med är för få för att visa en skillnad.',
    notCompared: 'Ändringen är inte jämförd med liknande platser.',
    notExamined: 'Om den hade kommit ändå är inte prövat.',
  },
  cannotSay: {
    inBase: (sentences: string) =>
      `Bland de år som gränserna vilar på finns värden som själva avviker. ${sentences} Diagrammet visar att nivån har ändrats. Det visar inte när eller varför.`,
    general: 'Gränserna visar om nivån har ändrats. De visar inte när eller varför.',
    trial: 'Provisoriska gränser flyttas med varje nytt värde tills de är tolv. Tills dess bär de inget påstående.',
  },
};
