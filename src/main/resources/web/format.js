/** Numbers, times and units as a reader wants them. Times are UTC until a reader asks for local ones. */
const clock = { local: false };

export function useLocalTime(local) {
  clock.local = local;
  document.querySelectorAll('time[data-ms]').forEach((element) => {
    element.textContent = shown(Number(element.dataset.ms), element.dataset.form);
  });
}

export function isLocalTime() {
  return clock.local;
}

function parts(ms) {
  const date = new Date(ms);
  const two = (value) => String(value).padStart(2, '0');
  return clock.local
    ? { day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
        time: `${two(date.getHours())}:${two(date.getMinutes())}`, seconds: two(date.getSeconds()) }
    : { day: date.toISOString().slice(0, 10), time: date.toISOString().slice(11, 16), seconds: date.toISOString().slice(17, 19) };
}

/** The day: 2024-02-26. */
export function day(ms) {
  return parts(ms).day;
}

/** The minute: 09:27; with seconds where they are not zero. */
export function minute(ms) {
  const { time, seconds } = parts(ms);
  return seconds === '00' ? time : `${time}:${seconds}`;
}

/** Day and minute. */
export function instant(ms) {
  return `${day(ms)} ${minute(ms)}`;
}

/** What the times are: UTC, or the offset of the reader. */
export function zone(ms) {
  if (!clock.local) {
    return 'UTC';
  }
  const offset = -new Date(ms).getTimezoneOffset();
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  return `UTC${offset < 0 ? '\u2212' : '+'}${hours}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
}

function shown(ms, form) {
  return form === 'minute' ? minute(ms) : form === 'short' ? instant(ms) : `${instant(ms)} ${zone(ms)}`;
}

/** An element that shows an instant and follows the reader's choice of time. */
export function timeElement(ms, form) {
  const element = document.createElement('time');
  element.dateTime = new Date(ms).toISOString();
  element.dataset.ms = ms;
  element.dataset.form = form || 'full';
  element.textContent = shown(ms, form);
  return element;
}

/** Three significant digits, whole numbers above a thousand with separators; a dash for what is not known. */
export function number(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '\u2013';
  }
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1000) {
    return Math.round(value).toLocaleString('en-US');
  }
  if (size < 1e-4) {
    return value.toExponential(1);
  }
  return String(Number(value.toPrecision(3)));
}

/** A ratio: 2.6x. */
export function times(ratio) {
  if (ratio === null || ratio === undefined || !Number.isFinite(ratio)) {
    return '\u2013';
  }
  return `${ratio >= 100 ? Math.round(ratio).toLocaleString('en-US') : Number(ratio.toPrecision(2))}x`;
}

/** A lower bound, rounded down. */
export function atLeast(ratio) {
  return ratio === null || !Number.isFinite(ratio) ? '\u2013' : times(rounded(ratio, Math.floor));
}

/** An upper bound, rounded up. */
export function atMost(ratio) {
  return ratio === null || !Number.isFinite(ratio) ? '\u2013' : times(rounded(ratio, Math.ceil));
}

function rounded(value, how) {
  if (value <= 0) {
    return 0;
  }
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return how(Number((value / unit).toPrecision(9))) * unit;
}

/** Evidence as odds, from its logarithm to the base ten: 4,000 to 1. */
export function odds(log) {
  if (log === null || log === undefined || !Number.isFinite(log)) {
    return '\u2013';
  }
  if (log < 0) {
    return 'less than 1 to 1';
  }
  if (log > 9) {
    return 'over 1,000,000,000 to 1';
  }
  return `${Math.round(Number((10 ** log).toPrecision(2))).toLocaleString('en-US')} to 1`;
}

/** A length of time: 2 h 5 min. */
export function lasted(ms) {
  const minutes = Math.floor(ms / 60000);
  if (minutes < 1) {
    return `${Math.round(ms / 1000)} s`;
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ''}` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A size in bytes. */
export function bytes(size) {
  if (size < 0) {
    return 'unknown';
  }
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${number(value)} ${units[unit]}`;
}

/** What a key measures: by how much its values are multiplied to be shown, and the unit they then have. */
export function measureOf(key) {
  if (key.kind === 'rate') {
    return { factor: 60, unit: 'calls/min per node', short: '/min', noun: 'calls' };
  }
  if (key.kind === 'share') {
    return { factor: 100, unit: '% of the calls', short: '%', noun: 'share' };
  }
  return { factor: 1, unit: key.unit ? `${key.unit}, mean` : 'mean, in the unit of the metric', short: key.unit ? ` ${key.unit}` : '', noun: 'mean' };
}

/** A value of a key in its unit. */
export function measured(key, value) {
  const measure = measureOf(key);
  return value === null || !Number.isFinite(value) ? '\u2013' : number(value * measure.factor) + measure.short;
}

/** A power of ten: 10\u00b2\u2070. */
export function power(exponent) {
  const raised = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079';
  return `10${[...String(Math.round(exponent))].map((digit) => (digit === '-' ? '\u207b' : raised[Number(digit)])).join('')}`;
}

/** Words of outcomes and other constants: not-enough-evidence is "not enough evidence". */
export function plain(word) {
  return word.replaceAll('-', ' ');
}
