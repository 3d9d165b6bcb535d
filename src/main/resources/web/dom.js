import { timeElement } from './format.js';

const SVG = 'http://www.w3.org/2000/svg';
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;
const PRINTED_ROWS = 100;

function fill(element, attributes, children) {
  Object.entries(attributes || {}).forEach(([name, value]) => {
    if (name === 'onclick') {
      element.addEventListener('click', value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  });
  children.flat().forEach((child) => {
    if (child !== null && child !== undefined) {
      element.append(child);
    }
  });
  return element;
}

/** An element; text given as a child stays text whatever it holds. */
export function html(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Text in which instants follow the reader's choice of time. */
export function words(text) {
  const nodes = [];
  let end = 0;
  text = text.replaceAll(' -> ', ' \u2192 ');
  for (const match of text.matchAll(INSTANT)) {
    nodes.push(text.slice(end, match.index), timeElement(Date.parse(match[0])));
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== '');
}

/**
 * A table that is filled when it is first opened, inside a details element.
 * columns: { name, num, value(row) for sorting, show(row) }; a header is a button that sorts.
 */
export function tableDetails(summary, columns, rows, caption) {
  const body = html('div', { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': caption });
  const details = html('details', { class: 'table' }, html('summary', {}, summary), body);
  const open = () => {
    if (details.open && !body.firstChild) {
      body.append(sortable(columns, rows, caption));
    }
  };
  details.addEventListener('toggle', open);
  details.rows = rows.length;
  return details;
}

/** A table whose headers sort it. */
export function sortable(columns, rows, caption, sorted) {
  const state = sorted || { column: -1, down: false };
  const head = html('tr', {});
  const body = html('tbody', {});
  const show = () => {
    const order = rows.slice();
    if (state.column >= 0) {
      const { value } = columns[state.column];
      order.sort((a, b) => compare(value(a), value(b)) * (state.down ? -1 : 1));
    }
    body.replaceChildren(...order.map((row) => html('tr', {}, columns.map((column, index) =>
      html(index === 0 ? 'th' : 'td', { scope: index === 0 ? 'row' : null, class: column.num ? 'num' : index === 0 ? 'name' : null }, column.show(row))))));
    [...head.children].forEach((cell, index) =>
      cell.setAttribute('aria-sort', index === state.column ? (state.down ? 'descending' : 'ascending') : 'none'));
  };
  columns.forEach((column, index) => {
    head.append(html('th', { scope: 'col', class: column.num ? 'num' : null }, html('button', { type: 'button', onclick: () => {
      state.down = state.column === index ? !state.down : Boolean(column.num);
      state.column = index;
      show();
    } }, column.name)));
  });
  show();
  return html('table', {}, html('caption', { class: 'visually-hidden' }, caption), html('thead', {}, head), body);
}

function compare(a, b) {
  if (typeof a === 'number' || typeof b === 'number') {
    const left = Number.isFinite(a) ? a : -Infinity;
    const right = Number.isFinite(b) ? b : -Infinity;
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return String(a).localeCompare(String(b), 'en');
}

/** Opens what is folded for the printer, but for long tables, and folds it again. */
export function openForPrint() {
  const folded = [];
  return {
    open: () => document.querySelectorAll('details').forEach((details) => {
      if (!details.open && (details.rows || 0) <= PRINTED_ROWS) {
        folded.push(details);
        details.open = true;
        details.dispatchEvent(new Event('toggle'));
      }
    }),
    close: () => folded.splice(0).forEach((details) => {
      details.open = false;
    }),
  };
}
