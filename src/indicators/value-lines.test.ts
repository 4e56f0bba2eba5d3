import { describe, expect, it } from 'vitest';
import { LibraryError, markAreas, readMissingCells, toCopyLines } from './value-lines.ts';

const header = 'kpi,municipality,year,gender,value\n';
const areas = markAreas(['0000', '0010', '1082']);
const read = (content: string, missing = '') =>
  toCopyLines(
    {
      file: 'values/N1.csv.gz',
      code: 'N1',
      content: Buffer.from(content),
      missing: readMissingCells('missing.csv.gz', `kpi,municipality,year,gender\n${missing}`).get('N1') ?? [],
    },
    7,
    9,
    areas,
  );
const refusal = (content: string): string => {
  try {
    read(content);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(LibraryError);
    return (error as Error).message;
  }
};

describe('a value file', () => {
  it('becomes lines for COPY with the number as it was written', () => {
    const lines = read(`${header}N1,0010,2013,T,14.191367\nN1,0010,2013,K,-3\r\nN1,1082,2013,M,1e-5`);
    expect(lines.bytes.toString()).toBe(
      '7\t0010\t2013\tT\t9\t14.191367\tpublished\n7\t0010\t2013\tK\t9\t-3\tpublished\n7\t1082\t2013\tM\t9\t1e-5\tpublished\n',
    );
    expect(lines).toMatchObject({ rows: 3, values: 3 });
  });

  it('keeps cells given as missing, unless the file has a value', () => {
    const lines = read(`${header}N1,0010,2013,T,1\nN1,0010,2014,T,\n`, 'N1,0010,2013,T\nN1,0010,2015,K\n');
    expect(lines.bytes.toString()).toBe(
      '7\t0010\t2013\tT\t9\t1\tpublished\n7\t0010\t2014\tT\t9\t\\N\tmissing\n7\t0010\t2015\tK\t9\t\\N\tmissing\n',
    );
    expect(lines).toMatchObject({ rows: 3, values: 1 });
  });

  it('counts rows of unknown places by code', () => {
    const lines = read(`${header}N1,9999,2013,T,1\nN1,G123,2013,T,1\nN1,9999,2014,T,1\n`, 'N1,8888,2013,T\n');
    expect(lines.rows).toBe(0);
    expect(Object.fromEntries(lines.unknownAreas)).toEqual({ '9999': 2, G123: 1, '8888': 1 });
  });

  it.each([
    ['kpi,area\n', 'line 1, column header'],
    ['', 'line 1, column header'],
    [`${header}N2,0010,2013,T,1\n`, 'line 2, column kpi: "N2"'],
    [`${header}N1,0010,2013,T,1\nN1,00 10,2013,T,1\n`, 'line 3, column municipality: "00 10"'],
    [`${header}N1,0010,213,T,1\n`, 'line 2, column year: "213"'],
    [`${header}N1,0010,2213,T,1\n`, 'line 2, column year: "2213"'],
    [`${header}N1,0010,2013,X,1\n`, 'line 2, column gender: "X"'],
    [`${header}N1,0010,2013,TT,1\n`, 'line 2, column gender: "TT"'],
    [`${header}N1,0010,2013,T,1,2\n`, 'line 2, column value: "1,2"'],
    [`${header}N1,0010,2013,T,1.\n`, 'line 2, column value: "1."'],
    [`${header}N1,0010,2013,T,.5\n`, 'line 2, column value: ".5"'],
    [`${header}N1,0010,2013,T,1.2.3\n`, 'line 2, column value: "1.2.3"'],
    [`${header}N1,0010,2013,T,-\n`, 'line 2, column value: "-"'],
    [`${header}N1,0010,2013,T,-.5\n`, 'line 2, column value: "-.5"'],
    [`${header}N1,0010,2013,T,NaN\n`, 'line 2, column value: "NaN"'],
    [`${header}N1,0010,2013,T,1e999\n`, 'line 2, column value: "1e999"'],
    [`${header}N1,0010,2013,T,\\N\n`, 'line 2, column value: "\\\\N"'],
    [`${header}N1,0010,2013,T\n`, 'line 2, column gender: "T"'],
    [`${header}N1,0010,2013,T,1\n\n`, 'line 3, column kpi: ""'],
    [`${header}N1,0010,2013,T,1\nN1,0010,2013,T,1\n`, 'line 3, column kpi: "N1,0010,2013,T,1 (twice)"'],
  ])('is refused with file, line and column: %j', (content, told) => {
    expect(refusal(content)).toContain(`values/N1.csv.gz, ${told}`);
  });
});
