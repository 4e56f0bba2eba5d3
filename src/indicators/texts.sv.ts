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
  byTrial: 'Det här är räknat på provisoriska gränser.',
  because: {
    notTold: 'Ingen har uppgett vad som har genomförts.',
    told: 'Vad som har genomförts är uppgett.',
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
  upload: {
    row: (row: string) => `Rad ${row}`,
    column: (letters: string) => `kolumn ${letters}`,
    called: (name: string) => `(${name})`,
    wholeFile: 'Hela filen',
    place: 'Hela samverkan',
    /** Vad som är fel, och vad man gör åt det. */
    problem: {
      empty: () => 'Filen är tom. Välj en fil med rubriker och minst ett värde.',
      tooLarge: () => 'Filen är större än 5 miljoner byte. Dela upp den på flera filer, till exempel efter år.',
      tooManyRows: () => 'Filen har mer än 100 000 rader. Dela upp den på flera filer, till exempel efter år.',
      tooManyColumns: () => 'Raden har mer än 500 kolumner. Ta bort de kolumner som inte behövs.',
      tooManyValues: () => 'Filen har mer än 100 000 värden. Dela upp den på flera filer, till exempel efter år.',
      unpacksTooLarge: () =>
        'Arbetsboken blir för stor när den packas upp. Spara bara bladet med värden, som CSV UTF-8.',
      tookTooLong: () => 'Filen tog för lång tid att läsa. Spara bara bladet med värden, som CSV UTF-8.',
      encoding: () => 'Det går inte att avgöra hur å, ä och ö är sparade. Spara filen som CSV UTF-8.',
      binary: () => 'Filen är ingen tabell. Spara den som CSV UTF-8 eller som Excel-arbetsbok (.xlsx).',
      oldWorkbook: () => 'Filen är en äldre Excel-arbetsbok (.xls). Spara den som .xlsx eller som CSV UTF-8.',
      binaryWorkbook: () => 'Filen är en binär Excel-arbetsbok (.xlsb). Spara den som .xlsx eller som CSV UTF-8.',
      openDocument: () => 'Filen är ett OpenDocument-kalkylark (.ods). Spara den som .xlsx eller som CSV UTF-8.',
      numbers: () => 'Filen är gjord i Numbers. Exportera den som Excel (.xlsx) eller CSV.',
      pdf: () => 'Filen är en PDF. Leta upp tabellen som den gjordes av, och spara den som .xlsx eller CSV.',
      document: () => 'Filen är ett dokument. Kopiera tabellen till ett kalkylark och spara det som .xlsx eller CSV.',
      archive: () => 'Filen är ett arkiv. Packa upp det och välj tabellen, som .xlsx eller CSV.',
      webPage: () => 'Filen är en webbsida, vad den än heter. Öppna den i ett kalkylark och spara den som .xlsx.',
      encrypted: () => 'Filen är skyddad med lösenord. Spara en kopia utan lösenord.',
      broken: () =>
        'Arbetsboken går inte att läsa. Öppna den i ett kalkylark, spara den på nytt som .xlsx och försök igen.',
      quote: () => 'Ett citattecken avslutas aldrig. Ta bort det, eller sätt ett till där texten slutar.',
      noTable: (found: string) =>
        `Ingen rad har rubriker som känns igen. Först står ”${found}”. Skriv år och värde som rubriker, eller utgå från mallen.`,
      noValues: () => 'Det finns rubriker men inga värden under dem. Fyll i minst ett värde.',
      yearMissing: (found: string) =>
        `Inget säger vilket år värdena gäller. Rubrikerna är ${found}. Lägg till kolumnen år.`,
      valueMissing: (found: string) =>
        `Ingen kolumn har värden. Rubrikerna är ${found}. Kalla kolumnen med siffrorna för värde.`,
      valueColumns: (found: string) =>
        `Flera kolumner kan vara värden: ${found}. Kalla en av dem för värde och ta bort den andra.`,
      columnTwice: (found: string) => `Kolumnen ”${found}” finns två gånger. Ta bort en av dem.`,
      givenTwice: (found: string, other: string) =>
        `Både kolumnen ”${found}” och rubriken ”${other}” säger samma slags sak. Behåll en av dem.`,
      measures: (found: string) => `Filen har flera mått: ${found}. Ladda upp ett mått i taget.`,
      columnSplits: (found: string) =>
        `Kolumnen delar upp värdena (${found}). Behåll en rad för varje plats, år och kön, till exempel bara totalen.`,
      stray: (found: string) =>
        `”${found}” står ensamt mellan värdena. Ta bort raden, eller skriv det på varje rad som det gäller.`,
      cells: (found: string) =>
        `Raden har fler eller färre celler än rubrikerna (${found}). Är det decimalkomma i en fil med komma mellan kolumnerna? Spara med semikolon mellan kolumnerna.`,
      garbled: (found: string) =>
        `Bokstäverna har blivit fel i ”${found}”. Spara om filen som CSV UTF-8 från originalet.`,
      yearEmpty: () => 'Året saknas. Skriv det på varje rad.',
      year: (found: string) => `”${found}” är inget år. Skriv året med fyra siffror, till exempel 2023.`,
      yearPart: (found: string) =>
        `”${found}” är inte ett helt kalenderår. Skriv året som värdet gäller, till exempel 2023.`,
      yearDate: (found: string) => `Här står datumet ${found}. Skriv bara året, och formatera cellen som tal.`,
      yearAhead: (found: string) =>
        `${found} har inte varit än. Ett mätvärde gäller ett år som har varit; det ni vill nå skrivs i målet.`,
      number: (found: string) => `”${found}” är inget tal. Skriv ett tal, eller två punkter (..) om värdet saknas.`,
      numberUnsure: (found: string) =>
        `”${found}” kan läsas på två sätt. Skriv tusental utan komma eller punkt, och decimaler med fler eller färre än tre siffror.`,
      numberShortened: (found: string) => `”${found}” är ett förkortat tal. Formatera kolumnen som tal och spara igen.`,
      formula: (found: string) => `Formeln ${found} är inte uträknad. Klistra in värdet i stället för formeln.`,
      formulaError: (found: string) =>
        `Här står felet ${found}. Rätta formeln, eller skriv två punkter (..) om värdet saknas.`,
      valueDate: (found: string) => `Här står ett datum (${found}), inte ett tal. Formatera cellen som tal.`,
      valueMerged: (found: string) =>
        `Värdet ${found} står i sammanfogade celler. Dela cellerna och skriv ett värde i varje.`,
      percentUnit: (found: string) =>
        `”${found}” är procent, men enheten är något annat. Ändra enheten till procent, eller skriv talet utan procenttecken.`,
      percentSometimes: (found: string) =>
        `”${found}” har procenttecken och andra värden har det inte. Skriv alla på samma sätt.`,
      sex: (found: string) => `”${found}” är inget kön. Skriv K, M eller T, eller kvinnor, män eller totalt.`,
      sexCode: (found: string) => `Vad koden ${found} betyder är inte säkert. Skriv kvinnor, män eller totalt.`,
      place: (found: string, other: string) =>
        `Ingen plats heter ”${found}”.${other ? ` Menas ${other}?` : ''} Skriv kommunens eller regionens kod eller hela namn.`,
      placeUnsure: (found: string, other: string) => `”${found}” kan vara flera platser: ${other}. Skriv koden.`,
      placeDiffers: (found: string, other: string) =>
        `”${found}” stämmer inte med koden, som är ${other}. Rätta koden eller namnet.`,
      placeEmpty: () =>
        'Platsen saknas här men finns på andra rader. Skriv den på varje rad; ”hela samverkan” om värdet gäller alla.',
      status: (found: string) =>
        `”${found}” är ingen status. Skriv värde, preliminär, saknas eller sekretess, eller lämna tomt.`,
      statusDiffers: (found: string, other: string) =>
        `Värdet ”${found}” och statusen ${other} säger emot varandra. Rätta en av dem.`,
      twice: (found: string, other: string) =>
        `Samma plats, år och kön står på rad ${other} med ett annat värde (${found}). Ta bort den rad som är fel.`,
    },
    /** Vad som lästes fast det inte stod rakt av. */
    note: {
      encoding: (_count: number, found: string) =>
        `Filen var sparad som ${found} och inte som UTF-8. Å, ä och ö är rätt lästa.`,
      above: (count: number, found: string) =>
        count === 1
          ? `Raden ovanför tabellen lästes inte: ${found}.`
          : `${count} rader ovanför tabellen lästes inte. Den första: ${found}.`,
      below: (count: number, found: string) =>
        count === 1
          ? `Raden under tabellen lästes inte: ${found}.`
          : `${count} rader under tabellen lästes inte. Den första: ${found}.`,
      hiddenSheets: (_count: number, found: string) => `Dolda blad lästes inte: ${found}.`,
      hiddenRows: (count: number) => (count === 1 ? 'En dold rad lästes också.' : `${count} dolda rader lästes också.`),
      merged: (count: number) =>
        count === 1
          ? 'En tom cell har fått det som står i cellen den hör ihop med.'
          : `${count} tomma celler har fått det som står i cellen de hör ihop med.`,
      formulas: (count: number, found: string) =>
        count === 1
          ? `Ett värde är uträknat av en formel (${found}). Det senast sparade resultatet lästes.`
          : `${count} värden är uträknade av formler (först ${found}). De senast sparade resultaten lästes.`,
      zeros: (count: number, found: string) =>
        count === 1
          ? `En platskod hade tappat nollor i början och har fått tillbaka dem: ${found}.`
          : `${count} platskoder hade tappat nollor i början och har fått tillbaka dem, till exempel ${found}.`,
      names: (count: number, found: string) =>
        count === 1
          ? `En plats lästes efter namn: ${found}.`
          : `${count} platser lästes efter namn, till exempel ${found}.`,
      percents: (_count: number, found: string) => `Procenttecken togs bort: ${found} läses som ett tal i procent.`,
      thousands: (_count: number, found: string) => `Tecknet mellan tusental togs bort: ${found}.`,
      dashes: (count: number) =>
        count === 1
          ? 'Ett streck lästes som att värdet saknas. Betyder det noll: skriv 0 i filen.'
          : `${count} streck lästes som att värdet saknas. Betyder de noll: skriv 0 i filen.`,
      repeated: (count: number, found: string) =>
        count === 1
          ? `Ett värde står två gånger, lika (${found}). Det läses in en gång.`
          : `${count} värden står flera gånger, lika (först ${found}). De läses in en gång var.`,
      columnSkipped: (_count: number, found: string) => `Kolumnen ”${found}” läses inte in.`,
      placeColumn: (_count: number, found: string) =>
        `Kolumnen ”${found}” lästes som plats: det är vad som står i den.`,
      sexColumn: (_count: number, found: string) => `Kolumnen ”${found}” lästes som kön: det är vad som står i den.`,
      valueColumn: (_count: number, found: string) => `Kolumnen ”${found}” lästes som värden.`,
      shares: (_count: number, found: string) =>
        `Alla värden ligger mellan 0 och 1, till exempel ${found}. Är de andelar ska de skrivas i procent, så att 0,12 blir 12.`,
    },
    statuses: {
      published: 'Värde',
      missing: 'Saknas',
      preliminary: 'Preliminärt',
      doubted: 'Ifrågasatt',
      withheld: 'Skyddat',
    },
    columns: { year: 'år', place: 'plats', sex: 'kön', value: 'värde', status: 'status' },
    templateName: 'mall-egna-siffror',
    templateSheet: 'Värden',
  },
};
